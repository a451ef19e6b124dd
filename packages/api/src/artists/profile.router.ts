import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { change } from "../kit/change.ts";
import { DomainError, notFound } from "../kit/errors.ts";
import { unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { updateProfile } from "./profile.commands.ts";
import { findProfile, listProfiles } from "./profile.queries.ts";
import { Profile, ProfileKey, ProfileList, ProfilePage, ProfileUpdate } from "./profile.schema.ts";

const tags = ["Artists"];
const noSuchArtist = unknown("artist");

export const profiles = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/profile",
        summary: "Read an artist's profile",
        description:
          "Contact, what the working-time rules need to know, and skills. An artist reads their own.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ProfileKey))
    .output(compiled(Profile))
    .query(async ({ ctx, input }) => {
      const profile = await findProfile(ctx.db, ctx.organisation.id, input.artist_id);
      if (profile === undefined) throw notFound("artist", input.artist_id);
      return profile;
    }),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/profiles",
        summary: "List profiles by name",
        description: "Contact and skills of everybody, and when they are available next.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(ProfileList))
    .output(compiled(ProfilePage))
    .query(({ ctx, input }) =>
      listProfiles(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/artists/{artist_id}/profile",
        summary: "Change an artist's profile",
        description: "An artist who signs in may change only their own email and phone.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(ProfileUpdate))
    .output(compiled(Profile))
    .mutation(({ ctx, input }) => {
      if (ctx.caller.artist_id !== null) refuseAllBut(artistsOwn, input);
      return change(ctx, (trx) => updateProfile(trx, ctx.organisation.id, input));
    }),
} satisfies TRPCRouterRecord;

const artistsOwn = ["artist_id", "email", "phone", "expected_version"];

function refuseAllBut(allowed: string[], input: ProfileUpdate): void {
  const other = Object.keys(input).find((key) => !allowed.includes(key));
  if (other !== undefined)
    throw new DomainError("forbidden", { reason: "field_of_artist", params: { field: other } });
}
