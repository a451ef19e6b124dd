import type { Language } from "@coulisses/messages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const languages: readonly Language[] = ["fr", "en"];

type Asked = Pick<FastifyRequest, "headers"> & Partial<Pick<FastifyRequest, "caller">>;

/** The language of the answer to a request: the one it asks for, or its organisation's, or English. */
export function languageOf({ headers, caller }: Asked): Language {
  const asked = preferredLanguage(headers["accept-language"]);
  if (asked !== undefined) return asked;
  // An error may be answered before the caller is known.
  const isKnown = caller !== undefined && !(caller instanceof Error);
  return (isKnown && caller.organisation.language) || "en";
}

/** A cache of parsed headers: most requests send the same few spellings. */
const read = new Map<string, Language | undefined>();
const mostRead = 1000;
const longestKept = 200;

/** The language of ours that a header `Accept-Language` asks for; undefined if it prefers none. */
export function preferredLanguage(header: string | undefined): Language | undefined {
  if (header === undefined) return undefined;
  if (read.has(header)) return read.get(header);
  const preferred = parse(header);
  if (header.length > longestKept) return preferred;
  if (read.size >= mostRead) read.clear();
  read.set(header, preferred);
  return preferred;
}

interface Range {
  language: string | undefined;
  quality: number;
}

function parse(header: string): Language | undefined {
  const ranges = header.split(",").map(toRange);
  const any = qualityOf("*", ranges) ?? 0;
  const [first, second] = languages
    .map((language) => ({ language, quality: qualityOf(language, ranges) ?? any }))
    .toSorted((a, b) => b.quality - a.quality);
  if (first === undefined || second === undefined || first.quality === 0) return undefined;
  if (first.quality > second.quality) return first.language;
  // Of two with equal weight, the one that is named first.
  const named = ranges.find(({ language }) => languages.some((one) => one === language));
  return languages.find((language) => language === named?.language);
}

/** `fr-CA;q=0.8`: the region is ignored (RFC 9110, 12.5.4). */
function toRange(text: string): Range {
  const [tag = "", ...parameters] = text
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { language: tag.split("-")[0], quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** Undefined if a language is not named. */
function qualityOf(language: string, ranges: readonly Range[]): number | undefined {
  const named = ranges.filter((range) => range.language === language);
  return named.length === 0 ? undefined : Math.max(...named.map(({ quality }) => quality));
}

/** Sets Content-Language and Vary on answers that have no Content-Language yet. */
export function addLanguageHeaders(app: FastifyInstance): void {
  // oxlint-disable-next-line max-params -- Fastify's own; a promise would delay each answer
  app.addHook("onSend", (request, reply, payload, done) => {
    if (!reply.hasHeader("content-language")) setLanguageHeaders(reply, languageOf(request));
    done(null, payload);
  });
}

/** Sets Content-Language on one answer, and that it varies by Accept-Language. */
export function setLanguageHeaders(reply: FastifyReply, language: Language): void {
  reply.header("content-language", language);
  const others = reply.getHeader("vary");
  reply.header("vary", [others, "Accept-Language"].filter(Boolean).join(", "));
}
