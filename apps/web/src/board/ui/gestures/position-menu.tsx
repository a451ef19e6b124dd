import { useEffect, useRef } from "react";
import type { Position } from "../../../data/plan.ts";
import { Button } from "../../../ui/button.tsx";
import { forgetAsked, useAsked, useCommands } from "../use-commands.ts";
import styles from "./position-menu.module.css";
import { text } from "./text.ts";

/** Asks for the position of somebody who was dropped on a mission where several could be meant. */
export function PositionMenu() {
  const asked = useAsked();
  const { placeOn } = useCommands();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const before = document.activeElement;
    menu.current?.querySelector("button")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [asked]);
  if (asked === undefined) return null;
  const { command, name, positions } = asked;
  const title = text.position.title({ name });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from each of its buttons
    <div
      ref={menu}
      role="dialog"
      aria-label={title}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        forgetAsked();
      }}
    >
      <p className={styles.title}>{title}</p>
      {positions.map((position) => (
        <Button
          key={position.id}
          onPress={() => {
            forgetAsked();
            placeOn(command, position.id);
          }}
        >
          {nameOf(position)}
        </Button>
      ))}
      <Button onPress={forgetAsked}>{text.position.close}</Button>
    </div>
  );
}

function nameOf({ label, skill_label, skill }: Position): string {
  return label ?? skill_label ?? skill ?? text.position.anySkill;
}
