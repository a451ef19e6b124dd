import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { DomainError } from "../kit/errors.ts";
import { unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { exampleId } from "../kit/ids.ts";
import { removeTravelTime, setTravelTime } from "./travel.commands.ts";
import { listTravelTimes } from "./travel.queries.ts";
import {
  TravelTime,
  TravelTimeKey,
  TravelTimeList,
  TravelTimePage,
  TravelTimeSet,
} from "./travel.schema.ts";

const tags = ["Venues"];
const path = "/venues/{venue_id}/travel-times/{to_venue_id}";

export const travel = {
  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/travel-times",
        summary: "List travel times between venues",
        description: "The way back takes the same time, unless it has its own.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(TravelTimeList))
    .output(compiled(TravelTimePage))
    .query(({ ctx, input }) =>
      listTravelTimes(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  set: procedure
    .meta(
      rest({
        method: "PUT",
        path,
        summary: "Set the travel time from one venue to another",
        description: "In minutes, for both directions, unless the way back has its own.",
        tags,
        errors: unknown("venue"),
      }),
    )
    .input(compiledInput(TravelTimeSet))
    .output(compiled(TravelTime))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => setTravelTime(trx, ctx.organisation.id, input)),
    ),

  remove: procedure
    .meta(
      rest({
        method: "DELETE",
        path,
        summary: "Delete a travel time",
        description: "Travel between venues without a time is not checked.",
        tags,
        status: 204,
        errors: {
          404: {
            description: "This travel time is not set.",
            example: new DomainError("not_found", {
              reason: "travel_time_not_found",
              params: { from: exampleId, to: exampleId },
            }),
          },
        },
      }),
    )
    .input(compiledInput(TravelTimeKey))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => removeTravelTime(trx, ctx.organisation.id, input)),
    ),
} satisfies TRPCRouterRecord;
