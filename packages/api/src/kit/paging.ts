import { z } from "zod";
import { must } from "./must.ts";

const notACursor = must({ issue: "cursor" });

/** The most items of a page. */
export const mostItems = 1000;

/**
 * The input of a list that is read page by page: `limit` items from `cursor` on. `keys` is the shape of
 * a cursor: the values of the ordering columns in the last row of the previous page.
 */
export function paging<const Keys extends [z.ZodType, ...z.ZodType[]]>(keys: Keys, limit = 100) {
  const cursor = z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,4096}$/, notACursor)
    .meta({
      description: "Where the page before ended, as its next_cursor or its Link header has it.",
    })
    .transform((value, context) => {
      const parsed = z.tuple(keys).safeParse(decode(value));
      if (parsed.success) return parsed.data;
      context.addIssue(notACursor);
      return z.NEVER;
    });
  return {
    limit: z.int().min(1).max(mostItems).default(limit).meta({
      description: "The most items to answer. A page has fewer where they would be too large.",
    }),
    cursor: cursor.optional(),
  };
}

/** The answer of a list: the items, and the cursor of the next page, or null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next_cursor: z.string().nullable() });
}

const base64url = { alphabet: "base64url", omitPadding: true } as const;

/** The cursor of the page that follows the row with these keys. */
export function encodeCursor(keys: string[]): string {
  return new TextEncoder().encode(JSON.stringify(keys)).toBase64(base64url);
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(cursor, base64url)));
  } catch {
    return undefined;
  }
}
