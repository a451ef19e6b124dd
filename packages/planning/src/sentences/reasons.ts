import { counting, duration, type Language } from "@coulisses/labour";
import type { Reason, ReasonParams } from "../rank.ts";
import type { Refusal, RefusalParams, Status } from "../transitions.ts";
import { type Catalogue, typeset } from "./words.ts";

const english = counting("en");
const french = counting("fr");

const reasons: Catalogue<ReasonParams> = {
  en: {
    available: ({ is_available }) =>
      is_available ? "Available then" : "Has not said to be available then",
    warnings: ({ count }) => english(count, { one: "warning", other: "warnings" }),
    skill: ({ skill, level }) => `${skill} at level ${level}`,
    week: ({ minutes }) =>
      minutes === 0 ? "No other work that week" : `${duration(minutes)} of other work that week`,
  },
  fr: {
    available: ({ is_available }) =>
      is_available ? "Disponible à ce moment" : "N’a pas donné cette disponibilité",
    warnings: ({ count }) => french(count, { one: "avertissement", other: "avertissements" }),
    skill: ({ skill, level }) => `${skill} au niveau ${level}`,
    week: ({ minutes }) =>
      minutes === 0
        ? "Aucun autre travail cette semaine-là"
        : `${duration(minutes)} d’autre travail cette semaine-là`,
  },
};

/** Says why somebody is ranked where they are. @example sentenceOfReason(reason, "fr"); // "son au niveau 3" */
export function sentenceOfReason<Of extends keyof ReasonParams>(
  { code, params }: Reason<Of>,
  language: Language,
): string {
  return typeset(reasons[language][code](params), language);
}

const statuses: Record<Language, Record<Status, string>> = {
  en: {
    option: "option",
    confirmed: "confirmed",
    declined: "declined",
    cancelled: "cancelled",
  },
  fr: { option: "en option", confirmed: "ferme", declined: "refusé", cancelled: "annulé" },
};

const refusals: Catalogue<RefusalParams> = {
  en: {
    closed: ({ title }) => `${title} is cancelled, or a template`,
    expired: ({ is_undo }) =>
      is_undo ? "This option has expired" : "This option has expired: place it anew",
    ended: ({ status }) => `It is ${statuses.en[status]} already`,
    never: ({ status, to }) => `It is ${statuses.en[status]}, and was never ${statuses.en[to]}`,
  },
  fr: {
    closed: ({ title }) => `${title} : la mission est annulée, ou c’est un modèle`,
    expired: ({ is_undo }) =>
      is_undo ? "Cette option a expiré" : "Cette option a expiré : posez-la de nouveau",
    ended: ({ status }) => `L’engagement est déjà ${statuses.fr[status]}`,
    never: ({ status, to }) =>
      `L’engagement est ${statuses.fr[status]}, et n’a jamais été ${statuses.fr[to]}`,
  },
};

/** Says why an engagement does not become what is asked. */
export function sentenceOfRefusal<Of extends keyof RefusalParams>(
  { reason, params }: Refusal<Of>,
  language: Language,
): string {
  return typeset(refusals[language][reason](params), language);
}
