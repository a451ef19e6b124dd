import { counting, refusalOf } from "@coulisses/labour";
import type { Texts } from "../catalogue.ts";
import type { IssueParams, Narrower } from "./issues.ts";
import { type Bound, bytesIn, type Forms, quoted, sentenceOfIssue } from "./words.ts";

const counted = counting("fr");
const choice = new Intl.ListFormat("fr", { type: "disjunction" });

const types: Record<string, string> = {
  array: "une liste",
  boolean: "true ou false",
  int: "un nombre entier",
  number: "un nombre",
  object: "un objet",
  record: "un objet",
  string: "un texte",
};

const formats: Record<string, string> = {
  date: "une date, AAAA-MM-JJ",
  email: "une adresse e-mail",
  url: "une URL",
  uuid: "un UUID",
};

const units: Record<string, Forms> = {
  array: { one: "élément", other: "éléments" },
  string: { one: "caractère", other: "caractères" },
};

const bounds: Record<Bound["is"], string> = {
  at_least: "au moins",
  more_than: "plus de",
  at_most: "au plus",
  less_than: "moins de",
  exactly: "exactement",
};

const narrowers: Record<Narrower, string> = {
  less_time: "demandez moins de temps",
  less_time_or_filters:
    "demandez moins de temps, ou filtrez par lieu, production, compétence, artiste ou état",
  fewer_artists: "demandez moins d’artistes",
  fewer_engagements: "demandez moins d’engagements ou de missions",
  fewer_at_a_time: "demandez moins de personnes, de missions ou d’engagements à la fois",
  fewer_changes: "modifiez moins de choses à la fois",
  years: "demandez année par année, avec from et to",
};

const concerned = { jobs: "emplois", jobs_of_one: "emplois d’une même personne" };

export const french: Texts<IssueParams> = {
  input_required: () => "Il faut une entrée : un objet JSON",
  body_required: () => "Il faut un corps en JSON",
  required: () => "Est obligatoire",
  must_be_absent: () => "Ne doit pas être donné",
  json_object: () => "Doit être un objet JSON",
  type: ({ type }) => `Doit être ${types[type] ?? type}`,
  one_of: ({ values }) => `Doit être ${choice.format(values.map(quoted))}`,
  empty: () => "Ne doit pas être vide",
  bound: ({ of, is, limit }) => {
    const unit = units[of];
    return unit === undefined
      ? `Doit être ${bounds[is]} ${limit}`
      : `Doit avoir ${bounds[is]} ${counted(limit, unit)}`;
  },
  multiple_of: ({ divisor }) => `Doit être un multiple de ${divisor}`,
  format: ({ format }) =>
    `Doit être ${formats[format] ?? "dans le format que donne la documentation"}`,
  unknown_keys: ({ keys }) =>
    `${keys.length > 1 ? "Clés inconnues" : "Clé inconnue"} : ${keys.map(quoted).join(", ")}`,
  unknown_form: () => "Doit avoir l’une des formes que donne la documentation",

  uuid: () => "Doit être un UUID",
  text_length: ({ least: shortest, most: longest }) =>
    `Doit avoir de ${shortest} à ${longest} caractères`,
  unicode: () => "Doit être de l’Unicode bien formé, sans caractère NUL",
  time_zone: () => "Doit être le nom IANA d’un fuseau horaire, comme Europe/Paris",
  cursor: () => "Doit être le curseur reçu avec la page précédente",
  colour: () => "Doit être une couleur, comme #c2410c",
  skill_code: () => "Doit être fait de minuscules, de chiffres et de traits d’union, 64 au plus",
  rome_code: () => "Doit être un code du ROME, comme L1508",
  siret: () => "Doit être un SIRET de 14 chiffres, sans espaces",
  email: () => "Doit être une adresse e-mail",
  trusted_place: () =>
    "Doit être un chemin, ou commencer par une origine à laquelle ce serveur fait confiance",

  date: () => "Doit être une date qui existe, AAAA-MM-JJ, à partir de l’an 1",
  date_time: () =>
    "Doit être une date et une heure qui existent, à partir de l’an 1, à la microseconde près, comme 2027-07-14T09:00:00",
  instant: () => "Doit être un instant, comme 2027-07-14T09:00:00Z",
  instant_without_plus: () =>
    "Doit être un instant, comme 2027-07-14T09:00:00Z ; dans une adresse, + représente un espace : écrivez %2B",
  years: () => "Doit être dans les années 1 à 9999",
  years_in: ({ zone }) => `Doit être dans les années 1 à 9999 en ${zone}`,
  years_in_and_utc: ({ zone }) => `Doit être dans les années 1 à 9999, en ${zone} et en UTC`,
  year_from: ({ year }) => `Doit être à partir de l’an ${year}`,
  skipped: ({ zone }) => `N’existe pas en ${zone} : le changement d’heure la saute`,
  repeated: ({ zone, offsets }) =>
    `A lieu deux fois en ${zone}, au changement d’heure : précisez le décalage, ${offsets.join(" ou ")}`,
  after: ({ field }) => `Doit être après ${field}`,
  not_before: ({ field }) => `Ne doit pas être avant ${field}`,
  within_days: ({ days, field }) =>
    `Doit être au plus ${counted(days, { one: "jour", other: "jours" })} après ${field}`,
  availability_end: () => "La fin d’une disponibilité doit être après son début",
  in_future: () => "Doit être dans le futur",
  within_mission: () => "Doit être pendant la mission",
  overlap: () => "Ne doivent pas se chevaucher",
  within_minutes: ({ minutes }) =>
    `Ne doit pas dépasser la durée, de ${counted(minutes, { one: "minute", other: "minutes" })}`,
  copy: ({ title, at, issue }) => {
    const when =
      typeof at === "number" ? `${counted(at, { one: "jour", other: "jours" })} plus tard` : at;
    return `${title}, ${when} : ${sentenceOfIssue(issue, french)}`;
  },

  too_many_values: ({ most: allowed }) => `Contient plus de ${allowed} valeurs`,
  too_large: ({ bytes, narrower }) =>
    `Prendrait plus de ${bytesIn(bytes, { mebi: "Mio", kibi: "Kio", byte: "octets" })} : ${narrowers[narrower]}`,
  too_many_concerned: ({ of, most: allowed }) =>
    `Concerne plus de ${allowed} ${concerned[of]} : demandez moins à la fois`,
  too_much_shown: ({ shown, engaged }) =>
    `Montre plus de ${shown} missions ou personnes, ou de ${engaged} engagements : ${narrowers.less_time_or_filters}`,
  too_many_copies: ({ most: allowed }) => `Crée plus de ${allowed} missions`,
  too_many_moved: ({ most: allowed }) => `Déplace plus de ${allowed} personnes`,
  too_many_availabilities: ({ id, most: allowed }) =>
    `L’artiste ${id} aurait plus de ${allowed} disponibilités`,
  engagements_or_missions_required: () => "Il faut des engagements ou des missions",

  artist_twice: ({ id }) => `L’artiste ${id} figure deux fois`,
  listed_twice: () => "Figure deux fois",
  listed_already: () => "Figure déjà",
  unknown_skill: () => "N’est pas une compétence de l’organisation",
  skill_never_expires: () => "Vaut pour les compétences qui expirent",
  part_time_differs: () => "Doit dire la même chose que employment",
  contract_of_part_time: () => "Vaut seulement à temps partiel",
  other_venue: () => "Doit être un autre lieu",
  artist_and_role_differ: () => "À donner pour le rôle artist, et pour aucun autre",
  artist_without_role_artist: () => "Seul le rôle artist est celui d’un artiste.",
  role_artist_without_artist: () => "Le rôle artist est celui d’un artiste précis.",
  one_key: () => "Doit être une seule clé, sans virgule",
  key_for_each: ({ calls }) =>
    `Doit être ${counted(calls, { one: "clé", other: "clés" })}, une par appel, séparées par des virgules`,
  key_spelling: () => "Une clé a de 1 à 255 caractères ASCII visibles, sans virgule",
  agreement: ({ fault }) => refusalOf(fault, "fr"),
};
