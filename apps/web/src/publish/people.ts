import type { MissionNews, PublicationPreview } from "@coulisses/client";

/** Somebody, and what they would be told. */
export interface PersonToTell {
  readonly artist_id: string;
  readonly name: string;
  readonly news: readonly { readonly change: MissionNews; readonly time_zone: string }[];
}

/** The part of a preview that says who is told what. */
type ToTell = Pick<PublicationPreview, "concerned"> & {
  mission: Pick<PublicationPreview["mission"], "time_zone">;
};

/** Who would be told what, by name, when these missions are published; news by start of the mission. */
export function peopleToTell(previews: readonly ToTell[]): PersonToTell[] {
  const all = previews.flatMap(({ mission, concerned }) =>
    concerned.map((one) => ({ ...one, time_zone: mission.time_zone })),
  );
  const byArtist = Map.groupBy(all, ({ artist_id }) => artist_id);
  return Array.from(byArtist, ([artist_id, told]) => ({
    artist_id,
    name: told[0]?.name ?? "",
    news: told.map(({ change, time_zone }) => ({ change, time_zone })),
  })).toSorted((a, b) => a.name.localeCompare(b.name));
}
