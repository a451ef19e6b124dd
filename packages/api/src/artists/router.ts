import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { notFound, taken } from "../kit/errors.ts";
import { unknown } from "../kit/refusals.ts";
import { Room } from "../kit/room.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { afterOthers } from "../kit/turns.ts";
import { exampleId } from "../kit/ids.ts";
import {
  anonymiseArtist,
  createArtist,
  deleteArtist,
  replaceArtist,
  setAvailabilities,
} from "./commands.ts";
import { exportArtist } from "./export.queries.ts";
import { FreeArtists, FreeArtistsQuery } from "../planning/candidates.schema.ts";
import { freeArtists } from "../planning/candidates.ts";
import { findArtist, listArtists } from "./queries.ts";
import {
  Artist,
  ArtistCreate,
  ArtistExport,
  ArtistKey,
  ArtistList,
  ArtistPage,
  ArtistUpdate,
  AvailabilitiesUpdate,
  ExportQuery,
} from "./schema.ts";

const tags = ["Artists"];
const noSuchArtist = unknown("artist");

export const artists = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/artists",
        summary: "Create an artist",
        description:
          "With the availabilities that are known already. If the id is left out, the server makes one.",
        tags,
        status: 201,
        location: "/artists/{id}",
        errors: {
          409: {
            description: "An artist has this id already.",
            example: taken("artist", exampleId),
          },
        },
      }),
    )
    .input(compiledInput(ArtistCreate))
    .output(compiled(Artist))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => createArtist(trx, ctx.organisation.id, input)),
    ),

  free: procedure
    .meta(
      rest({
        method: "GET",
        path: "/positions/{position_id}/free-artists",
        summary: "Tell who could take a position, best first",
        description:
          "Artists without a blocking finding: no overlap, no missing skill, no violated working-time rule. Each comes with the reasons for its rank.",
        tags,
        errors: unknown("position"),
      }),
    )
    .input(compiledInput(FreeArtistsQuery))
    .output(compiled(FreeArtists))
    .query(({ ctx, input }) =>
      afterOthers(() =>
        freeArtists(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
      ),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists",
        summary: "List artists by name",
        description: "The order and `q` ignore case and accents. An artist sees only themselves.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(ArtistList))
    .output(compiled(ArtistPage))
    .query(({ ctx, input }) =>
      listArtists(ctx.db, ctx.organisation.id, {
        ...input,
        most_bytes: ctx.most_bytes,
        visible: ctx.visible,
      }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}",
        summary: "Read an artist",
        description: "With all availabilities, by start.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistKey))
    .output(compiled(Artist))
    .query(async ({ ctx, input }) => {
      const artist = await findArtist(ctx.db, ctx.organisation.id, input.artist_id);
      if (artist === undefined) throw notFound("artist", input.artist_id);
      return artist;
    }),

  replace: procedure
    .meta(
      rest({
        method: "PUT",
        path: "/artists/{artist_id}",
        summary: "Replace an artist",
        description: "The name and the availabilities become exactly what is sent.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistUpdate))
    .output(compiled(Artist))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => replaceArtist(trx, ctx.organisation.id, input)),
    ),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/artists/{artist_id}",
        summary: "Delete an artist",
        description:
          "With their availabilities, sign-in, invitations and keys; plannings that name them stay.",
        tags,
        status: 204,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistKey))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await change(ctx, (trx) => deleteArtist(trx, ctx.organisation.id, input.artist_id));
      ctx.forgetCallers();
    }),

  setAvailabilities: procedure
    .meta(
      rest({
        method: "PUT",
        path: "/artists/{artist_id}/availabilities",
        summary: "Replace an artist's availabilities",
        description: "An artist who signs in may do so for themselves.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(AvailabilitiesUpdate))
    .output(compiled(Artist))
    .mutation(({ ctx, input }) => {
      return change(ctx, (trx) => setAvailabilities(trx, ctx.organisation.id, input));
    }),

  export: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/export",
        summary: "Export all data of an artist",
        description:
          "For the person's right of access and portability (RGPD, articles 15 and 20). If it is too large for one answer, ask for it year by year, with `from` and `to`.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ExportQuery))
    .output(ArtistExport)
    .query(async ({ ctx, input }) => {
      const room = new Room(ctx.most_bytes, "years");
      const everything = await exportArtist(ctx.db, ctx.organisation.id, { ...input, room });
      if (everything === undefined) throw notFound("artist", input.artist_id);
      return everything;
    }),

  anonymise: procedure
    .meta(
      rest({
        method: "POST",
        path: "/artists/{artist_id}/anonymise",
        summary: "Anonymise an artist",
        description:
          "For the person's right to erasure (RGPD, article 17): name, availabilities, sign-in and keys are erased, also in the audit log. Plannings stay, for the accounts. It cannot be undone.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistKey))
    .output(compiled(Artist))
    .mutation(async ({ ctx, input }) => {
      const artist = await change(ctx, (trx) =>
        anonymiseArtist(trx, ctx.organisation.id, input.artist_id),
      );
      ctx.forgetCallers();
      return artist;
    }),
} satisfies TRPCRouterRecord;
