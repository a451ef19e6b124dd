import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { DomainError } from "../kit/errors.ts";
import { missing, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { exampleId } from "../kit/ids.ts";
import { createKey, revokeKey } from "./commands.ts";
import { listKeys } from "./queries.ts";
import { CreatedKey, Key, KeyCreate, KeyKey, KeyList, KeyPage } from "./schema.ts";

const tags = ["Access"];

export const keys = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/keys",
        summary: "Make an API key",
        description:
          "The answer holds the key itself. It is shown only once, and stored hashed: a repeated call with the same Idempotency-Key gets 409, and `current` is the key's entry without the secret.",
        tags,
        status: 201,
        errors: {
          ...unknown("artist"),
          409: {
            description:
              "The request with this Idempotency-Key has created a key, which is not shown again.",
            example: new DomainError("answer_not_kept", {
              reason: "key_shown_once",
              params: { id: exampleId },
            }),
            current: Key,
          },
        },
      }),
    )
    .input(compiledInput(KeyCreate))
    .output(compiled(CreatedKey))
    .mutation(({ ctx, input }) => change(ctx, (trx) => createKey(trx, ctx.organisation.id, input))),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/keys",
        summary: "List the API keys, newest first",
        description: "Without those that are revoked.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(KeyList))
    .output(compiled(KeyPage))
    .query(({ ctx, input }) =>
      listKeys(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  revoke: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/keys/{key_id}",
        summary: "Revoke an API key",
        description: "Within five seconds, no server accepts it any more.",
        tags,
        status: 204,
        errors: { 404: missing("key", "No key that is not revoked has this id.") },
      }),
    )
    .input(compiledInput(KeyKey))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await change(ctx, (trx) => revokeKey(trx, ctx.organisation.id, input.key_id));
      ctx.forgetCallers();
    }),
} satisfies TRPCRouterRecord;
