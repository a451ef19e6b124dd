import { useNavigate, useSearch } from "@tanstack/react-router";
import { Frame } from "../frame/frame.tsx";
import { PeriodTool } from "../frame/period-tool.tsx";
import { Choice } from "../ui/choice.tsx";
import { Preview } from "./preview.tsx";
import { text } from "./text.ts";
import { Told } from "./told.tsx";
import { type PublishView, views } from "./view.ts";

/** What artists do not know yet, to be told at once; and what they were told. */
export function PublishScreen() {
  const view = useSearch({ from: "/screens/publish" });
  const navigate = useNavigate({ from: "/publish" });
  const show = (next: PublishView) => void navigate({ search: next });
  const tools = (
    <>
      <Choice
        label={text.view}
        value={view.show}
        options={views.map((value) => ({ value, label: text[value] }))}
        onChange={(chosen) => show({ ...view, show: chosen })}
      />
      {view.show === "preview" && (
        <PeriodTool period={view} onChange={(period) => show({ ...view, ...period })} />
      )}
    </>
  );
  return (
    <Frame title={text.title} tools={tools}>
      {view.show === "preview" ? <Preview period={view} /> : <Told />}
    </Frame>
  );
}
