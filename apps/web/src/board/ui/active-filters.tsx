import type { Calendar } from "@coulisses/client";
import { useChoices } from "../../data/choices.ts";
import { Button } from "../../ui/button.tsx";
import { activeFilters, type FilterName, withFilter, withoutFilters } from "../model/filters.ts";
import type { View } from "../model/view.ts";
import { text } from "../text.ts";
import styles from "./filters.module.css";

interface Props {
  view: View;
  /** With the filters applied; undefined while it is loaded. */
  calendar: Calendar | undefined;
  onChange: (view: View) => void;
}

/** The filters that are set, each removed by a press; and what to do if they let nothing through. */
export function ActiveFilters({ view, calendar, onChange }: Props) {
  const active = activeFilters(view);
  const nameOf = useNames(view, active.length > 0);
  if (active.length === 0) return null;
  return (
    <div className={styles.line} role="group" aria-label={text.filters.title}>
      {active.map((name) => (
        <Button
          key={name}
          aria-label={text.filters.remove({ filter: nameOf(name) })}
          onPress={() => onChange(withFilter(view, { [name]: undefined }))}
        >
          {nameOf(name)} <span aria-hidden>×</span>
        </Button>
      ))}
      <Button onPress={() => onChange(withoutFilters(view))}>{text.filters.clear}</Button>
      <span className={styles.said} role="status">
        {calendar && text.filters.shown({ count: calendar.missions.length })}
      </span>
    </div>
  );
}

/** What each filter lets through, in words. */
function useNames(view: View, isNeeded: boolean): (name: FilterName) => string {
  const choices = useChoices(isNeeded);
  return (name) => {
    if (name === "unfilled" || name === "findings") return text.filters[name];
    if (name === "q") return text.filters.named({ q: view.q ?? "" });
    const value =
      name === "status"
        ? text.statuses[view.status ?? "all"]
        : (choices[name].find((choice) => choice.value === view[name])?.label ?? "…");
    return text.filters.is({ name: text.filters[name], value });
  };
}
