import { text } from "../text.ts";
import { period } from "../../data/times.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { text as shared } from "../../ui/text.ts";
import { Turn } from "../../ui/turn.tsx";
import { useIsCompact, useIsNarrow } from "../../ui/use-is-narrow.ts";
import { firstDayOf, turned, type View, withLayout, zooms, type Zoom } from "../model/view.ts";
import { asking } from "./action-store.ts";
import { FilterButton } from "./filter-button.tsx";

interface Props {
  view: View;
  onChange: (view: View) => void;
  time_zone: string;
}

const layouts = ["board", "list"] as const;

const zoomNames: readonly Zoom[] = ["day", "week", "fortnight", "month"];

/** What is shown: which days, how far, and how. */
export function Toolbar({ view, onChange, time_zone }: Props) {
  const today = Temporal.Now.plainDateISO(time_zone);
  const from = firstDayOf(view, today);
  const { from: _from, ...present } = view;
  // A phone shows the plan as an agenda only.
  const isNarrow = useIsNarrow();
  const isCompact = useIsCompact();
  const turn = (
    <Turn
      period={period(from, from.add({ days: zooms[view.zoom] - 1 }))}
      onTurn={(by) => onChange(turned(view, { by, today }))}
      onToday={() => onChange(present)}
    />
  );
  const zoom = (
    <Choice
      label={text.board.period}
      value={view.zoom}
      options={zoomNames.map((value) => ({ value, label: text.board[value] }))}
      onChange={(chosen) => onChange({ ...view, zoom: chosen })}
    />
  );
  const layout = (
    <Choice
      label={text.list.layout}
      value={view.layout ?? "board"}
      options={layouts.map((value) => ({ value, label: text.list.layouts[value] }))}
      onChange={(chosen) => onChange(withLayout(view, chosen))}
    />
  );
  if (isCompact)
    return (
      <>
        {turn}
        {!isNarrow && zoom}
        <FilterButton view={view} onChange={onChange} sign={shared.menu.view}>
          {isNarrow ? zoom : layout}
        </FilterButton>
      </>
    );
  return (
    <>
      {turn}
      {zoom}
      {layout}
      <FilterButton view={view} onChange={onChange} />
      <Button isQuiet aria-label={text.actions.keys} onPress={() => asking.set({ action: "keys" })}>
        ?
      </Button>
    </>
  );
}
