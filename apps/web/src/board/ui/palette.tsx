import type { Calendar } from "@coulisses/client";
import { useState } from "react";
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from "react-aria-components";
import { dayAndTimes } from "../../data/times.ts";
import { useScreens } from "../../frame/screens-menu.tsx";
import { Keys } from "../../ui/keys.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { type ActionId, actionIds, isOffered, keysOf, type Situation } from "../model/actions.ts";
import { type Entry, found } from "../model/palette.ts";
import { text } from "../text.ts";
import styles from "./palette.module.css";

type Kind = "action" | "screen" | "mission" | "person" | "venue";

interface Found extends Entry {
  readonly kind: Kind;
  readonly note?: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

interface Props {
  calendar: Calendar | undefined;
  situation: Situation;
  onAction: (id: ActionId) => void;
  onMission: (mission_id: string) => void;
  onRow: (row: { rows: "people" | "venues"; id: string }) => void;
  onClose: () => void;
}

/** Finds each action, screen, mission, person and venue by what one types. */
export function Palette({ onClose, ...props }: Props) {
  const [q, setQ] = useState("");
  const entries = useEntries(props);
  const groups = [...found(entries, { q, unlimited: "action" })];
  return (
    <Sheet title={text.actions.palette} isTitled={false} onClose={onClose}>
      <Autocomplete inputValue={q} onInputChange={setQ}>
        <SearchField aria-label={text.palette.search} autoFocus className={styles.search ?? ""}>
          <Input placeholder={text.palette.search} className={styles.input ?? ""} />
        </SearchField>
        <Menu
          className={styles.menu ?? ""}
          aria-label={text.actions.palette}
          renderEmptyState={() => <p className={styles.none}>{text.palette.none}</p>}
          onAction={(key) => {
            onClose();
            entries.find((entry) => keyOf(entry) === key)?.run();
          }}
        >
          {groups.map(([kind, some]) => (
            <MenuSection key={kind}>
              <Header className={styles.heading ?? ""}>{text.palette[kind]}</Header>
              {some.map((entry) => (
                <MenuItem
                  key={keyOf(entry)}
                  id={keyOf(entry)}
                  textValue={entry.label}
                  className={styles.item ?? ""}
                >
                  <span className={styles.label}>{entry.label}</span>
                  {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
                  {entry.keys !== undefined && <Keys keys={entry.keys} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
    </Sheet>
  );
}

function keyOf({ kind, id }: Found): string {
  return `${kind} ${id}`;
}

function useEntries({ calendar, situation, ...on }: Omit<Props, "onClose">): Found[] {
  const screens = useScreens();
  const actions = actionIds
    .filter((id) => id !== "palette" && isOffered(id, situation))
    .map((id) => ({ label: text.actions[id], keys: keysOf(id), id, run: () => on.onAction(id) }));
  const venues = new Map(calendar?.missions.map(({ venue }) => [venue.id, venue.name]));
  return [
    ...actions.map((entry) => ({ kind: "action" as const, ...entry })),
    ...screens.map(({ id, label, onAction }) => ({
      kind: "screen" as const,
      id,
      label,
      run: onAction,
    })),
    ...(calendar?.missions ?? []).map((mission) => ({
      kind: "mission" as const,
      id: mission.id,
      label: mission.title,
      note: dayAndTimes(mission),
      run: () => on.onMission(mission.id),
    })),
    ...(calendar?.people ?? []).map(({ artist_id: id, name }) => ({
      kind: "person" as const,
      id,
      label: name,
      run: () => on.onRow({ rows: "people", id }),
    })),
    ...[...venues].map(([id, label]) => ({
      kind: "venue" as const,
      id,
      label,
      run: () => on.onRow({ rows: "venues", id }),
    })),
  ];
}
