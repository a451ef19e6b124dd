import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { CandidateList } from "./candidates.schema.ts";
import { isLive } from "./engagements.queries.ts";

/** An artist as the database ranks them, before they are judged. */
export interface Ranked {
  id: string;
  name: string;
  /** As far as SQL can judge: 0 if free, 1 if not available, 2 if blocked. */
  tier: number;
  /** 9 minus the level of the skill: less is better. */
  lack: number;
  /** Their live engagement on the mission. */
  engagement_id: string | null;
}

type Asked = Omit<Bounded<CandidateList>, "mission_id">;

/**
 * A page of all artists, the likely best first: those with the skill and without another engagement then;
 * among them those who are available, then the most skilled, then by name.
 */
export function rankArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { position_id, q, ...page }: Asked,
): Promise<{ items: Ranked[]; next_cursor: string | null }> {
  const isNamed = q === undefined ? sql`true` : sql`position(search_key(${q}) in search_key) > 0`;
  const ranked = sql<Ranked>`(
    select id, name, lack, engagement_id,
      case when is_blocked then 2 when is_available then 0 else 1 end as tier
    from (
      select artists.id, artists.name, 9 - coalesce(held.level, 0) as lack,
        skill is not null and held.code is null or exists (
          select from engagements
          where organisation_id = ${organisation} and artist_id = artists.id
            and status = 'confirmed' and during && tstzrange(starts_at, ends_at)
        ) as is_blocked,
        exists (
          select from availabilities
          where organisation_id = ${organisation} and artist_id = artists.id
            and start <= starts_at at time zone zone and "end" >= ends_at at time zone zone
        ) as is_available,
        (
          select engagements.id from engagements
          where organisation_id = ${organisation} and artist_id = artists.id
            and engagements.mission_id = asked.mission_id
            and status in ('option', 'confirmed') and ${isLive}
        ) as engagement_id
      from (
        select mission_id, starts_at, ends_at, skill, min_level, venues.time_zone as venue_zone,
          (select time_zone from organisations where id = ${organisation}) as zone
        from positions
        join missions on missions.organisation_id = ${organisation} and missions.id = mission_id
        join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
        where positions.organisation_id = ${organisation} and positions.id = ${position_id}
      ) as asked
      join artists on artists.organisation_id = ${organisation} and ${isNamed}
      left join artist_skills as held on held.organisation_id = ${organisation}
        and held.artist_id = artists.id and held.code = skill
        and held.level >= coalesce(min_level, 1)
        and (expires_on is null or expires_on >= (ends_at at time zone venue_zone)::date)
    ) as known
  )`;
  return readPage(db, ranked, { by: ["tier", "lack", "name", "id"], ...page });
}
