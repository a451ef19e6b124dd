/** SQL that writes an instant as wall-clock time of a zone, with the zone's offset at that time. */
function zoned(instant: string, zone: string): string {
  const local = `(${instant} at time zone ${zone})`;
  const utc = `(${instant} at time zone 'UTC')`;
  // An interval's text has a sign only when it is negative.
  return `overlay(${local}::text placing 'T' from 11 for 1)
    || case when ${local} < ${utc} then '' else '+' end || to_char(${local} - ${utc}, 'HH24:MI')`;
}

/**
 * (a) The whole answer of `GET /calendar` without filters, as one text of one statement; without the
 * findings, which SQL cannot compute.
 */
export const calendarStatement = {
  name: "calendar",
  text: `
    with shown as materialized (
      select missions.*, time_zone, venues.name as venue_name, ${zoned("starts_at", "time_zone")} as starts,
        ${zoned("ends_at", "time_zone")} as ends
      from missions
      join venues on venues.organisation_id = missions.organisation_id and venues.id = venue_id
      where missions.organisation_id = $1 and not is_template and status <> 'cancelled'
        and tstzrange(starts_at, ends_at) && tstzrange($2::timestamptz, $3::timestamptz)
    ),
    engaged as materialized (
      select engagements.id, mission_id, position_id, artist_id,
        json_build_object('id', artist_id, 'name', artists.name) as artist, engagements.status,
        case when engagements.status = 'option' then (
          select count(*) + 1 from engagements as earlier
          where earlier.organisation_id = $1 and earlier.artist_id = engagements.artist_id
            and earlier.status = 'option' and earlier.during && engagements.during
            and (earlier.expires_at is null or earlier.expires_at > now())
            and (earlier.placed_at, earlier.id) < (engagements.placed_at, engagements.id)
        ) end as rank,
        starts as starts_at, ends as ends_at, expires_at, decided_at, reason, cachets,
        override_reason, overridden, engagements.version
      from engagements
      join shown on shown.id = mission_id
      join artists on artists.organisation_id = $1 and artists.id = artist_id
      where engagements.organisation_id = $1 and (engagements.status = 'confirmed'
        or engagements.status = 'option' and (expires_at is null or expires_at > now()))
      order by shown.starts_at, placed_at, engagements.id
    )
    select json_build_object(
      'missions', (
        select coalesce(json_agg(mission), '[]')
        from (
          select id, project_id, (
              select json_build_object('id', id, 'title', title) from projects
              where organisation_id = $1 and id = shown.project_id
            ) as project, venue_id,
            json_build_object('id', venue_id, 'name', venue_name, 'time_zone', time_zone) as venue,
            time_zone, title, kind, starts as starts_at, ends as ends_at, (
              select coalesce(json_agg(pause), '[]')
              from (
                select ${zoned("pause.starts_at", "time_zone")} as starts_at,
                  ${zoned("pause.ends_at", "time_zone")} as ends_at
                from mission_breaks as pause
                where organisation_id = $1 and mission_id = shown.id
                order by pause.starts_at
              ) as pause
            ) as breaks, positions, notes, status, is_template, version, coverage
          from shown, lateral (
            select coalesce(json_agg(json_build_object('id', id, 'skill', skill,
                'skill_label', skill_label,
                'min_level', min_level, 'count', count, 'label', label) order by place), '[]')
                as positions,
              json_build_object('needed', coalesce(sum(count), 0), 'filled', coalesce(sum(taken), 0),
                'options', coalesce(sum(options), 0), 'positions',
                coalesce(json_agg(json_build_object('position_id', id, 'needed', count,
                  'filled', taken, 'options', options) order by place), '[]')) as coverage
            from (
              select positions.*, (
                select skills.label from skills where organisation_id = $1 and code = skill
              ) as skill_label, (
                select count(*) from engagements
                where organisation_id = $1 and position_id = positions.id and status = 'option'
                  and (expires_at is null or expires_at > now())
              ) as options
              from positions
              where organisation_id = $1 and mission_id = shown.id
            ) as position
          ) as filling
          order by shown.starts_at, id
        ) as mission
      ),
      'engagements', (select coalesce(json_agg(engaged), '[]') from engaged),
      'people', (
        select coalesce(json_agg(person), '[]')
        from (
          select id as artist_id, name, (
            select coalesce(json_agg(slot), '[]')
            from (
              select start, "end" from availabilities
              where organisation_id = $1 and artist_id = artists.id
                and start <= $3::timestamptz at time zone zone and "end" >= $2::timestamptz at time zone zone
              order by start
            ) as slot
          ) as availabilities, (
            select coalesce(json_agg(work), '[]')
            from (
              select 'outside' as kind, ${zoned("starts_at", "zone")} as starts_at, ${zoned("ends_at", "zone")} as ends_at
              from outside_work
              where organisation_id = $1 and artist_id = artists.id and starts_at < $3 and ends_at > $2
              order by outside_work.starts_at
            ) as work
          ) as busy
          from artists, (select time_zone as zone from organisations where id = $1) as organisation
          where organisation_id = $1 and (id in (select artist_id from engaged) or exists (
            select from availabilities
            where organisation_id = $1 and artist_id = artists.id
              and start < $3::timestamptz at time zone zone and "end" > $2::timestamptz at time zone zone
          ))
          order by name, id
        ) as person
      )
    )::text as calendar`,
};
