import { text } from "../text.ts";
import { period } from "../../data/times.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Turn } from "../../ui/turn.tsx";
import { useIsNarrow } from "../../ui/use-is-narrow.ts";
import {
  creating,
  firstDayOf,
  turned,
  type View,
  withLayout,
  zooms,
  type Zoom,
} from "../model/view.ts";
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
  return (
    <>
      <Turn
        period={period(from, from.add({ days: zooms[view.zoom] - 1 }))}
        onTurn={(by) => onChange(turned(view, { by, today }))}
        onToday={() => onChange(present)}
      />
      <Choice
        label={text.board.period}
        value={view.zoom}
        options={zoomNames.map((value) => ({ value, label: text.board[value] }))}
        onChange={(zoom) => onChange({ ...view, zoom })}
      />
      {!isNarrow && (
        <Choice
          label={text.list.layout}
          value={view.layout ?? "board"}
          options={layouts.map((value) => ({ value, label: text.list.layouts[value] }))}
          onChange={(layout) => onChange(withLayout(view, layout))}
        />
      )}
      <FilterButton view={view} onChange={onChange} />
      <Button
        aria-label={text.board.create}
        onPress={() => onChange(creating(view, { day: from, time_zone }))}
      >
        +
      </Button>
    </>
  );
}
