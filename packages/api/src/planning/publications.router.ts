import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { listChanged } from "./list-changed.ts";
import { previewPublication } from "./preview-publication.ts";
import { listPublications } from "./publications.queries.ts";
import {
  ChangedMissionPage,
  ChangedMissionsQuery,
  PublicationList,
  PublicationPage,
  PublicationPreviewPage,
  PublicationPreviewQuery,
} from "./publications.schema.ts";

const tags = ["Missions"];

export const publications = {
  preview: procedure
    .meta(
      rest({
        method: "GET",
        path: "/publications/preview",
        summary: "List missions with what publishing them would tell, and to whom",
        description:
          "Those of a period that can be published, by start. Nothing is published by it.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(PublicationPreviewQuery))
    .output(compiled(PublicationPreviewPage))
    .query(({ ctx, input }) =>
      previewPublication(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  changed: procedure
    .meta(
      rest({
        method: "GET",
        path: "/publications/changed",
        summary: "List published missions with a change that has not been told to everybody",
        description:
          "Those of a period that have changed since artists were told: `publications.preview` has what changed. By start.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(ChangedMissionsQuery))
    .output(compiled(ChangedMissionPage))
    .query(({ ctx, input }) =>
      listChanged(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/publications",
        summary: "List what artists were last told of missions, latest first",
        description: "As it was told, whatever has changed since.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(PublicationList))
    .output(compiled(PublicationPage))
    .query(({ ctx, input }) =>
      listPublications(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),
} satisfies TRPCRouterRecord;
