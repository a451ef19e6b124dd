import { rest } from "@coulisses/rest/meta";
import { profileOf, reachOf } from "@coulisses/planning";
import type { TRPCRouterRecord } from "@trpc/server";
import { change } from "../kit/change.ts";
import { notFound } from "../kit/errors.ts";
import { unknown } from "../kit/refusals.ts";
import { currentLanguage } from "../kit/language.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { updateLabourSettings } from "./labour.commands.ts";
import { countersOf, yearsBefore } from "./counters.rules.ts";
import { findPerson, loadHouseRules, loadRosters, loadStoredSettings } from "./labour.queries.ts";
import { rulesInForce, settingsInForce } from "./labour.rules.ts";
import { loadDeclared } from "./outside-work.queries.ts";
import {
  Counters,
  CountersQuery,
  LabourSettings,
  LabourSettingsUpdate,
  RulesInForce,
  RulesQuery,
} from "./labour.schema.ts";

const tags = ["Working time"];

export const labour = {
  settings: procedure
    .meta(
      rest({
        method: "GET",
        path: "/labour/settings",
        summary: "Read the working-time settings",
        description:
          "The convention, and the figures of the organisation's agreement. `corrected` tells what an agreement may not set (any more): the nearest that is allowed is in force.",
        tags,
      }),
    )
    .output(compiled(LabourSettings))
    .query(async ({ ctx }) =>
      settingsInForce(await loadStoredSettings(ctx.db, ctx.organisation.id), currentLanguage()),
    ),

  updateSettings: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/labour/settings",
        summary: "Set the convention, the figures of the agreement, and decisions of the authority",
        description:
          "Figures that no agreement may set are refused, with the reason. So are rules of public order switched off, or below their level.",
        tags,
      }),
    )
    .input(compiledInput(LabourSettingsUpdate))
    .output(compiled(LabourSettings))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => updateLabourSettings(trx, ctx.organisation.id, input)),
    ),

  rules: procedure
    .meta(
      rest({
        method: "GET",
        path: "/labour/rules",
        summary: "List the working-time rules in force",
        description:
          "With their sources and figures, whom each concerns and, for an artist, whether it binds them today and why. They inform, and are no legal advice.",
        tags,
        errors: unknown("artist"),
      }),
    )
    .input(compiledInput(RulesQuery))
    .output(compiled(RulesInForce))
    .query(async ({ ctx, input }) => {
      const { db, organisation } = ctx;
      const { labour: settings, time_zone: zone } = await loadHouseRules(db, organisation.id);
      const convention = input.convention ?? settings.convention;
      const { artist_id } = input;
      const person = artist_id && (await findPerson(db, organisation.id, artist_id));
      if (artist_id !== undefined && person === undefined) throw notFound("artist", artist_id);
      const asked = person ? { person, on: Temporal.Now.plainDateISO(zone) } : undefined;
      const profile = profileOf(settings, convention);
      return { convention, rules: rulesInForce(profile, currentLanguage(), asked) };
    }),

  counters: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/counters",
        summary: "Count an artist's hours and cachets over 12 months",
        description:
          "Towards the 507 h of unemployment insurance. Indicative: only what is confirmed or on file here is known.",
        tags,
        errors: unknown("artist"),
      }),
    )
    .input(compiledInput(CountersQuery))
    .output(compiled(Counters))
    .query(async ({ ctx, input: { artist_id, until, ...asked } }) => {
      const { db, organisation } = ctx;
      const { labour: settings, time_zone: zone } = await loadHouseRules(db, organisation.id);
      const asOf = until ?? Temporal.Now.plainDateISO(zone).add({ days: 1 });
      const span = yearsBefore(asOf, { zone, years: asked.count_to === "until" ? 1 : 2 });
      const wanted = { artists: [artist_id], span, reach: reachOf(settings) };
      const roster = (await loadRosters(db, organisation.id, wanted))[artist_id];
      if (roster === undefined) throw notFound("artist", artist_id);
      const declared = await loadDeclared(db, organisation.id, { artist_id, ...span });
      return { artist_id, ...countersOf({ roster, declared, zone }, { asOf, ...asked }) };
    }),
} satisfies TRPCRouterRecord;
