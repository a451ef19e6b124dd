import type { ReactNode } from "react";
import { chooseLanguage, language } from "../data/language.ts";
import { Button } from "../ui/button.tsx";
import styles from "./door.module.css";
import { text } from "./text.ts";

interface Props {
  title: string;
  /** What the reader needs to know first. */
  lead?: string;
  children: ReactNode;
}

/** A screen before the others: one question, in the middle of the page. */
export function Door({ title, lead, children }: Props) {
  return (
    <div className={styles.page}>
      <main className={styles.door}>
        <p className={styles.brand}>
          <span aria-hidden>◧</span> Coulisses
        </p>
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
      <footer className={styles.foot}>
        <Button onPress={() => chooseLanguage(language === "fr" ? "en" : "fr")}>
          <span lang={language === "fr" ? "en" : "fr"}>{text.language}</span>
        </Button>
      </footer>
    </div>
  );
}
