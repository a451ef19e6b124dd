import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { Popup } from "../ui/popup.tsx";
import { text } from "../ui/text.ts";
import { useIsCompact, useIsNarrow } from "../ui/use-is-narrow.ts";
import styles from "./frame.module.css";
import { MainMenu } from "./main-menu.tsx";
import { Organisation } from "./organisation.tsx";
import { PresentPeople } from "./present-people.tsx";
import { useReader } from "./reader.ts";
import { ScreensMenu } from "./screens-menu.tsx";
import { UndoButtons } from "./undo-buttons.tsx";

interface Props {
  /** Of the screen. */
  title: string;
  /** What the screen shows: controls in the header, on a phone in a line of their own. */
  tools?: ReactNode;
  /** Further controls: behind a button where the window is narrow. */
  more?: ReactNode;
  /** Begins what can be created here. A sign is shown where there is no room for the label. */
  add?: { label: string; sign?: string; onPress: () => void };
  children: ReactNode;
}

/** What all screens have: the header with the menus and undo, and the screen below it. */
export function Frame({ title, tools, more, add, children }: Props) {
  // Artists have one screen, and nothing of the plan to undo.
  const isArtist = useReader().role === "artist";
  const isNarrow = useIsNarrow();
  const isCompact = useIsCompact();
  const sign = isNarrow ? "+" : add?.sign;
  const adding = add && (
    <Button {...(sign !== undefined && { "aria-label": add.label })} onPress={add.onPress}>
      {sign ?? add.label}
    </Button>
  );
  const shown = (
    <>
      {tools}
      {isCompact && more !== undefined ? (
        <Popup label={text.menu.view} sign={text.menu.view}>
          {more}
        </Popup>
      ) : (
        more
      )}
    </>
  );
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        {!isArtist && <ScreensMenu />}
        {!isCompact && <Organisation />}
        <h1 className={styles.title}>{title}</h1>
        {!isNarrow && shown}
        {!isNarrow && adding}
        <div className={styles.end}>
          {isNarrow && adding}
          <PresentPeople />
          {!isArtist && <UndoButtons />}
          <MainMenu />
        </div>
        {isNarrow && (tools ?? more) !== undefined && <div className={styles.tools}>{shown}</div>}
      </header>
      {children}
    </div>
  );
}
