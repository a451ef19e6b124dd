import { texts } from "./texts.ts";

/** What the screens say of other planners, and of the connection. */
export const liveTexts = texts(
  {
    cut: "The connection is cut; your plan is safe.",
    retry: ({ seconds }: { seconds: number }) => `Next attempt in ${seconds} s.`,
    present: "Also here",
    somebody: "Somebody",
    others: ({ count }: { count: number }) => (count === 1 ? "1 more" : `${count} more`),
  },
  {
    cut: "La connexion est coupée\u00A0; votre plan est intact.",
    retry: ({ seconds }) => `Nouvel essai dans ${seconds}\u00A0s.`,
    present: "Aussi présents",
    somebody: "Quelqu’un",
    others: ({ count }) => (count === 1 ? "1 autre" : `${count} autres`),
  },
);
