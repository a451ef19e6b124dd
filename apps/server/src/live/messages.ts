import { z } from "zod";

/** The process that sent it. */
const from = z.string();

/** The key names the caller and the page, so that nobody can speak for another's page. */
const page = { from, organisation: z.string(), key: z.string() };

const Message = z.discriminatedUnion("type", [
  /** Something of an organisation was committed. */
  z.object({ type: z.literal("changed"), from, organisation: z.string() }),
  /** Keys, sessions or members of any organisation changed. */
  z.object({ type: z.literal("access"), from }),
  /** A process began to listen, and asks the others who is present. */
  z.object({ type: z.literal("hello"), from }),
  z.object({
    type: z.literal("here"),
    ...page,
    person: z.object({
      page_id: z.string(),
      id: z.string().nullable(),
      name: z.string().nullable(),
      mission_id: z.string().nullable(),
    }),
  }),
  z.object({ type: z.literal("gone"), ...page }),
]);

/** What processes tell each other. */
export type Message = z.output<typeof Message>;

export function encode(message: Message): string {
  return JSON.stringify(message);
}

/** @returns undefined for what another program, or another version of this one, sent */
export function decode(text: string): Message | undefined {
  try {
    return Message.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
