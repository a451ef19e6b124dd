import { useChooseOrganisation, useOrganisations } from "../data/session.ts";
import { Menu } from "../ui/menu.tsx";
import type { Command } from "../ui/menu-popover.tsx";
import { text } from "../ui/text.ts";
import styles from "./frame.module.css";
import { useReader } from "./reader.ts";

/** The organisation in which the reader works. Somebody who belongs to several chooses another here. */
export function Organisation() {
  const { organisation } = useReader();
  const items = useOrganisationChoices();
  if (items.length === 0)
    return (
      <p className={styles.organisation} title={organisation.name}>
        {organisation.name}
      </p>
    );
  return (
    <Menu
      label={`${text.menu.organisation} ${organisation.name}`}
      sign={`${organisation.name} ▾`}
      items={items}
    />
  );
}

/** The organisations of somebody who belongs to several, to choose one; none for everybody else. */
export function useOrganisationChoices(): Command[] {
  const { kind, organisation } = useReader();
  const all = useOrganisations(kind === "person").data ?? [];
  const choose = useChooseOrganisation();
  if (all.length < 2) return [];
  return all.map(({ id, name }) => ({
    id,
    label: id === organisation.id ? `✓ ${name}` : name,
    onAction: () => id !== organisation.id && choose.mutate(id),
  }));
}
