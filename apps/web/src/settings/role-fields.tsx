import type { Role } from "@coulisses/client";
import { useState } from "react";
import type { Assignment } from "../data/members.ts";
import { useArtistOptions } from "../data/members.ts";
import { ComboBox } from "../ui/combo-box.tsx";
import { Select } from "../ui/select.tsx";
import styles from "./settings.module.css";
import { roles, text } from "./text.ts";

const options = Object.entries(roles.names).map(([value, label]) => ({ value, label }));

/** A role that is being chosen, with the artist who somebody is in the role artist. */
export function useAssignment({ role, artist_id }: { role: Role; artist_id: string | null }) {
  const [chosen, setChosen] = useState(role);
  const [artist, setArtist] = useState(artist_id ?? undefined);
  const assignment: Assignment = {
    role: chosen,
    ...(chosen === "artist" && artist !== undefined && { artist_id: artist }),
  };
  return { assignment, setChosen, artist, setArtist };
}

/** Chooses a role, and for the role artist the person who is planned. */
export function RoleFields({ chosen }: { chosen: ReturnType<typeof useAssignment> }) {
  const { assignment, setChosen, artist, setArtist } = chosen;
  const artists = useArtistOptions();
  return (
    <>
      <Select
        label={text.role}
        name="role"
        options={options}
        value={assignment.role}
        onChange={(role) => isRole(role) && setChosen(role)}
      />
      <p className={styles.note}>{roles.may[assignment.role]}</p>
      {assignment.role === "artist" && artists.data && (
        <ComboBox
          label={text.artist}
          name="artist_id"
          options={artists.data}
          value={artist}
          onChange={setArtist}
        />
      )}
    </>
  );
}

function isRole(value: unknown): value is Role {
  return typeof value === "string" && value in roles.names;
}
