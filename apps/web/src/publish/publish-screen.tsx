import { useNavigate, useSearch } from "@tanstack/react-router";
import { Frame } from "../frame/frame.tsx";
import { LengthTool, PeriodTool } from "../frame/period-tool.tsx";
import type { Period } from "../routes/period.ts";
import { Choice } from "../ui/choice.tsx";
import { useIsNarrow } from "../ui/use-is-narrow.ts";
import { Preview } from "./preview.tsx";
import { text } from "./text.ts";
import { Told } from "./told.tsx";
import { type PublishView, views } from "./view.ts";

/** What artists do not know yet, to be told at once; and what they were told. */
export function PublishScreen() {
  const view = useSearch({ from: "/screens/publish" });
  const navigate = useNavigate({ from: "/publish" });
  const show = (next: PublishView) => void navigate({ search: next });
  const isNarrow = useIsNarrow();
  const change = (period: Period) => show({ ...view, ...period });
  const choice = (
    <Choice
      label={text.view}
      value={view.show}
      options={views.map((value) => ({ value, label: text[value] }))}
      onChange={(chosen) => show({ ...view, show: chosen })}
    />
  );
  if (view.show === "told")
    return (
      <Frame title={text.title} tools={choice}>
        <Told />
      </Frame>
    );
  return (
    <Frame
      title={text.title}
      tools={
        <>
          {!isNarrow && choice}
          <PeriodTool period={view} onChange={change} />
        </>
      }
      more={
        <>
          {isNarrow && choice}
          <LengthTool period={view} onChange={change} />
        </>
      }
    >
      <Preview period={view} />
    </Frame>
  );
}
