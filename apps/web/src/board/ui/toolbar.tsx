import type { Organisation } from "@coulisses/client";
import { useMe } from "../../data/plan.ts";
import { useSignOut } from "../../data/session.ts";
import { text } from "../text.ts";
import { text as shared } from "../../ui/text.ts";
import { chooseLanguage, language } from "../../data/language.ts";
import { period } from "../../data/times.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Menu } from "../../ui/menu.tsx";
import { groupings } from "../model/rows.ts";
import { firstDayOf, turned, type View, zooms, type Zoom } from "../model/view.ts";
import styles from "./toolbar.module.css";
import { UndoButtons } from "./undo-buttons.tsx";

interface Props {
  view: View;
  onChange: (view: View) => void;
  /** Undefined while it is loaded. */
  organisation: Organisation | undefined;
}

const zoomNames: readonly Zoom[] = ["day", "week", "fortnight", "month"];

/** What is shown: which days, how far, and as which rows. */
export function Toolbar({ view, onChange, organisation }: Props) {
  const today = Temporal.Now.plainDateISO(organisation?.time_zone);
  const from = firstDayOf(view, today);
  const { from: _from, ...present } = view;
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>{organisation?.name ?? "Coulisses"}</h1>
      <div className={styles.group}>
        <Button
          aria-label={text.board.earlier}
          onPress={() => onChange(turned(view, { by: -1, today }))}
        >
          ‹
        </Button>
        <span className={styles.period}>
          {period(from, from.add({ days: zooms[view.zoom] - 1 }))}
        </span>
        <Button
          aria-label={text.board.later}
          onPress={() => onChange(turned(view, { by: 1, today }))}
        >
          ›
        </Button>
        <Button onPress={() => onChange(present)}>{text.board.today}</Button>
      </div>
      <Choice
        label={text.board.period}
        value={view.zoom}
        options={zoomNames.map((value) => ({ value, label: text.board[value] }))}
        onChange={(zoom) => onChange({ ...view, zoom })}
      />
      <Choice
        label={text.board.rows}
        value={view.rows}
        options={groupings.map((value) => ({ value, label: text.board[value] }))}
        onChange={(rows) => onChange({ ...view, rows })}
      />
      <div className={styles.end}>
        <UndoButtons />
        <MainMenu />
      </div>
    </header>
  );
}

function MainMenu() {
  const signOut = useSignOut();
  const me = useMe();
  return (
    <Menu
      label={shared.menu.label}
      items={[
        { id: "reference", label: shared.menu.reference, href: "/docs/" },
        {
          id: "language",
          label: shared.menu.language,
          onAction: () => chooseLanguage(language === "fr" ? "en" : "fr"),
        },
        ...(me.data?.kind === "person"
          ? [{ id: "sign-out", label: shared.menu.signOut, onAction: () => signOut.mutate() }]
          : []),
      ]}
    />
  );
}
