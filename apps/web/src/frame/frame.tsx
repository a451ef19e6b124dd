import type { ReactNode } from "react";
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
  /** What the screen shows and how: controls in the header. */
  tools?: ReactNode;
  children: ReactNode;
}

/** What all screens have: the header with the menus and undo, and the screen below it. */
export function Frame({ title, tools, children }: Props) {
  // Artists have one screen, and nothing of the plan to undo.
  const isArtist = useReader().role === "artist";
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        {!isArtist && <ScreensMenu />}
        <Organisation />
        <h1 className={styles.title}>{title}</h1>
        {tools}
        <div className={styles.end}>
          <PresentPeople />
          {!isArtist && <UndoButtons />}
          <MainMenu />
        </div>
      </header>
      {children}
    </div>
  );
}
