import { transact } from "@coulisses/database";
import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { artistNotFound, createArtist, deleteArtist, replaceArtist } from "./commands.ts";
import { findArtist, listArtists } from "./queries.ts";
import { Artist, ArtistCreate, ArtistKey, ArtistList, ArtistPage, ArtistUpdate } from "./schema.ts";

const tags = ["Artists"];
const noSuchArtist = { 404: "No artist has this id." };

export const artists = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/artists",
        summary: "Create an artist",
        tags,
        status: 201,
        location: "/artists/{id}",
        errors: { 409: "An artist has this id already." },
      }),
    )
    .input(compiledInput(ArtistCreate))
    .output(compiled(Artist))
    .mutation(({ ctx, input }) =>
      transact(ctx.db, (trx) => createArtist(trx, ctx.organisation, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists",
        summary: "List artists by name",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(ArtistList))
    .output(compiled(ArtistPage))
    .query(({ ctx, input }) => listArtists(ctx.db, ctx.organisation.id, input)),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}",
        summary: "Read an artist",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistKey))
    .output(compiled(Artist))
    .query(async ({ ctx, input }) => {
      const artist = await findArtist(ctx.db, ctx.organisation.id, input.artist_id);
      if (artist === undefined) throw artistNotFound(input.artist_id);
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
      transact(ctx.db, (trx) => replaceArtist(trx, ctx.organisation, input)),
    ),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/artists/{artist_id}",
        summary: "Delete an artist",
        description: "Their availabilities go with them; plannings that name them stay.",
        tags,
        status: 204,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ArtistKey))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      transact(ctx.db, (trx) => deleteArtist(trx, ctx.organisation.id, input.artist_id)),
    ),
} satisfies TRPCRouterRecord;
