import { z } from "zod";
import { answeredId, id } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { Finding } from "./findings.schema.ts";

/** The most artists ranked together for one position. */
export const mostRanked = 200;

export const howMany = z.int().min(1).max(100).default(20);

const aTier = z.string().regex(/^[0-2]$/);
const aLack = z.string().regex(/^\d$/);

export const CandidateList = z.strictObject({
  mission_id: id,
  position_id: id,
  q: text(255)
    .optional()
    .meta({
      description: "Part of the name; case and accents are ignored.",
      examples: ["helene"],
    }),
  ...paging([aTier, aLack, text(255), id], mostRanked),
});

const reason = z
  .strictObject({
    code: z.enum(["available", "warnings", "skill", "week"]),
    params: z.looseObject({}).meta({ description: "What `message` is made of, by code." }),
    message: z.string(),
  })
  .meta({ id: "Reason", description: "Why somebody is ranked where they are." });

/** An artist, judged for one position. */
export const Candidate = z
  .strictObject({
    artist_id: answeredId,
    name: z.string(),
    verdict: z.enum(["free", "warned", "blocked"]).meta({
      description: "By the worst finding. A full position does not count.",
    }),
    rank: z.array(z.number()).meta({
      description:
        "The rank, compared number by number, smaller is better: blocked, not available, warnings, level (negative), minutes of other work that week.",
    }),
    reasons: z.array(reason),
    findings: z.array(Finding),
    engagement_id: answeredId.nullable().meta({
      description: "Their option or confirmed engagement on this mission.",
    }),
  })
  .meta({ id: "Candidate", description: "An artist, judged for one position." });

export const CandidatePage = page(Candidate);

/** Somebody who could take a position. */
export const FreeArtist = z
  .strictObject({
    artist_id: answeredId,
    name: z.string(),
    reasons: z.array(z.string()).meta({
      description: "The reasons for their rank, as sentences.",
      examples: [["Available then", "son at level 3", "8 h of work that week"]],
    }),
    findings: z.array(Finding).meta({ description: "Warnings and infos; none that blocks." }),
  })
  .meta({
    id: "FreeArtist",
    description: "An artist who could take the position: no finding blocks.",
  });

export const FreeArtistsQuery = z.strictObject({ position_id: id, limit: howMany });

export const FreeArtists = z
  .strictObject({
    artists: z.array(FreeArtist).meta({
      description:
        "Best first: by availability, then warnings, then skill, then other work that week.",
    }),
  })
  .meta({ id: "FreeArtists" });

export type CandidateList = z.output<typeof CandidateList>;
export type Candidate = z.output<typeof Candidate>;
export type CandidatePage = z.output<typeof CandidatePage>;
export type FreeArtist = z.output<typeof FreeArtist>;
export type FreeArtistsQuery = z.output<typeof FreeArtistsQuery>;
export type FreeArtists = z.output<typeof FreeArtists>;
