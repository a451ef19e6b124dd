import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { conflict, stale, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { createVenue, deleteVenue, updateVenue } from "./commands.ts";
import { findVenue, listVenues } from "./queries.ts";
import {
  Venue,
  VenueCreate,
  VenueDelete,
  VenueKey,
  VenueList,
  VenuePage,
  VenueUpdate,
} from "./schema.ts";
import { notFound } from "../kit/errors.ts";

const tags = ["Venues"];
const noSuchVenue = unknown("venue");

export const venues = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/venues",
        summary: "Create a venue",
        description: "Times of missions there are read in its time zone.",
        tags,
        status: 201,
        location: "/venues/{id}",
      }),
    )
    .input(compiledInput(VenueCreate))
    .output(compiled(Venue))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => createVenue(trx, ctx.organisation.id, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/venues",
        summary: "List venues by name",
        description: "The order and `q` ignore case and accents.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(VenueList))
    .output(compiled(VenuePage))
    .query(({ ctx, input }) =>
      listVenues(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/venues/{venue_id}",
        summary: "Read a venue",
        description: "With its time zone and its contacts.",
        tags,
        errors: noSuchVenue,
      }),
    )
    .input(compiledInput(VenueKey))
    .output(compiled(Venue))
    .query(async ({ ctx, input }) => {
      const venue = await findVenue(ctx.db, ctx.organisation.id, input.venue_id);
      if (venue === undefined) throw notFound("venue", input.venue_id);
      return venue;
    }),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/venues/{venue_id}",
        summary: "Change a venue",
        description:
          "What is left out stays. Missions there stay at their instants when the time zone changes.",
        tags,
        errors: noSuchVenue,
      }),
    )
    .input(compiledInput(VenueUpdate))
    .output(compiled(Venue))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => updateVenue(trx, ctx.organisation.id, input)),
    ),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/venues/{venue_id}",
        summary: "Delete a venue",
        description: "With the travel times from and to it.",
        tags,
        status: 204,
        errors: {
          ...noSuchVenue,
          409: conflict("Missions happen there.", {
            reason: "has_missions",
            params: { name: "Théâtre du Pont", mission: "Montage son" },
          }),
          412: stale("Somebody changed it meanwhile.", Venue),
        },
      }),
    )
    .input(compiledInput(VenueDelete))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => deleteVenue(trx, ctx.organisation.id, input)),
    ),
} satisfies TRPCRouterRecord;
