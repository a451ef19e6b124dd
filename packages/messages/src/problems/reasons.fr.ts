import { counting } from "@coulisses/labour";
import { sentenceOfFinding, sentenceOfRefusal } from "@coulisses/planning";
import type { Texts } from "../catalogue.ts";
import { french as issues } from "../issues/fr.ts";
import { sentenceOfIssue } from "../issues/words.ts";
import type { Budget, Noun, ReasonParams } from "./reasons.ts";

const counted = counting("fr");

const nouns: Record<Noun, string> = {
  artist: "Artiste",
  engagement: "Engagement",
  event: "Événement",
  invitation: "Invitation",
  key: "Clé",
  member: "Membre",
  mission: "Mission",
  organisation: "Organisation",
  outside_work: "Travail extérieur",
  planning: "Planning",
  position: "Poste",
  project: "Production",
  skill: "Compétence",
  venue: "Lieu",
};

const budgets: Record<Budget, string> = {
  requests: "requêtes",
  failures: "requêtes avec une clé ou une session non valide",
  attempts: "tentatives depuis une même adresse",
  attempts_for: "tentatives pour une même adresse e-mail",
};

const choice = new Intl.ListFormat("fr", { type: "disjunction" });
const dates = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" });

export const french: Texts<ReasonParams> = {
  issues: ({ path, issue, more }) => {
    const where = path.length > 0 ? `${path.join(".")} : ` : "";
    const others = more > 0 ? ` (et ${more} de plus)` : "";
    return `${where}${sentenceOfIssue(issue, issues)}${others}`;
  },

  role: ({ role }) => `Le rôle ${role} ne le permet pas.`,
  field_of_artist: ({ field }) =>
    `Le rôle artist permet de modifier email et phone, mais pas ${field}.`,
  not_a_member: () => "Vous n’êtes pas membre de l’organisation pour laquelle vous agissez.",
  last_admin: () =>
    "Une organisation garde au moins un admin : donnez d’abord ce rôle à un autre membre.",
  other_host: () =>
    "Avec AUTH=open, ce serveur répond à localhost, à des adresses IP et à l’hôte de PUBLIC_URL.",
  other_origin: () =>
    "L’en-tête Origin doit être celui de ce serveur, ou l’un de ceux de CORS_ORIGINS.",
  other_page: () =>
    "Les pages de cette origine ne peuvent pas agir au nom de leurs visiteurs. CORS_ORIGINS nomme celles qui le peuvent.",
  form_of_other_page: () => "Le formulaire doit venir d’une page de ce serveur.",
  key_in_url: () =>
    "Envoyez la clé dans l’en-tête Authorization : ce qui figure dans une URL finit dans les journaux.",
  unknown_key: () => "Cette clé d’API n’existe pas.",
  revoked_key: () => "Cette clé d’API a été révoquée.",
  expired_key: () => "Cette clé d’API a expiré.",
  no_session: () => "Il faut une session : connectez-vous d’abord.",

  wrong_email_or_password: () =>
    "L’adresse ou le mot de passe est incorrect. Vérifiez-les, ou demandez un lien par mail.",
  wrong_password: () => "Le mot de passe est incorrect.",
  no_password: () =>
    "Ce compte n’a pas encore de mot de passe : demandez un lien par mail pour en choisir un.",
  already_invited: () => "Cette personne est déjà invitée.",
  other_member_already: () => "Cette personne est déjà membre.",
  invitation_gone: () => "Cette invitation n’est plus valable, ou concerne une autre adresse.",
  inviter_gone: () =>
    "La personne qui vous a invité a quitté l’organisation. Demandez une nouvelle invitation.",
  provider_unverified: () => "Le fournisseur d’identité n’a pas vérifié cette adresse",
  not_invited: () =>
    "Cette adresse n’est pas invitée. Adressez-vous à un administrateur de l’organisation.",
  other_sign_in_refusal: () => "Ce n’est pas possible.",

  recorded_by_other_version: ({ version }) =>
    `Enregistré par une version plus ${version === "newer" ? "récente" : "ancienne"} du programme, sous une forme que celle-ci ne lit pas`,
  changed_after: ({ by }) =>
    `${by === null ? "Cela a changé depuis" : `${by} a changé cela depuis`}. Annulez d’abord ce dernier changement, ou corrigez à la main.`,
  deleted_since: () => "Cela a été supprimé depuis. Annulez d’abord la suppression.",
  reference_deleted: ({ id }) => `La référence ${id} n’existe plus`,
  event_of_other_noun: ({ procedure, noun, nouns: wanted }) =>
    `C’est ${procedure}, une modification de ${noun}, et non de ${choice.format(wanted)}`,
  anonymised: () => "Ce qu’il y avait a été effacé",
  changed_nothing: () => "Rien n’a été modifié",
  engaged_again: ({ name }) => `${name} est déjà de nouveau sur cette mission`,

  closed: (params) => sentenceOfRefusal({ reason: "closed", params }, "fr"),
  expired: (params) => sentenceOfRefusal({ reason: "expired", params }, "fr"),
  ended: (params) => sentenceOfRefusal({ reason: "ended", params }, "fr"),
  never: (params) => sentenceOfRefusal({ reason: "never", params }, "fr"),
  role_may_not_override: ({ finding }) =>
    `${sentenceOfFinding(finding, "fr")}. Votre rôle ne permet pas de passer outre`,
  engaged_already: ({ name }) => `${name} est déjà sur cette mission`,
  engaged_before: () =>
    "Des personnes y sont ou y ont été engagées, et cela reste dans l’historique",
  engaged_on_template: () => "Des personnes y sont engagées, et un modèle n’engage personne",
  named_twice: () => "L’engagement figure deux fois",
  position_taken: ({ taken }) =>
    `${counted(taken, { one: "personne est ferme", other: "personnes sont fermes" })} sur le poste`,
  changed_since: () => "Quelqu’un a fait une modification depuis votre lecture",
  changed_at_once: () => "Quelqu’un a fait une modification au même moment : essayez de nouveau",
  engaged_at_once: () => "Quelqu’un y a été engagé à l’instant : essayez de nouveau",
  template_published: ({ title }) => `${title} est un modèle : copiez-le, et publiez les copies`,
  cancelled_published: ({ title }) =>
    `${title} : la mission est annulée et n’a jamais été publiée, il n’y a personne à prévenir`,

  not_found: ({ noun, id }) => `${nouns[noun]} ${id} introuvable`,
  travel_time_not_found: ({ from, to }) => `Temps de trajet de ${from} à ${to} introuvable`,
  address_not_found: ({ email }) => `Personne n’a l’adresse ${email}`,
  taken: ({ noun, id }) => `${nouns[noun]} ${id} existe déjà`,
  member_already: ({ email }) => `${email} est déjà membre`,
  you_are_member_already: () => "Vous faites déjà partie de cette organisation.",
  no_availability: ({ name, date }) =>
    `${name} n’a aucune disponibilité le ${dates.format(Temporal.PlainDate.from(date))}`,
  skill_in_use: ({ code }) => `Quelqu’un a la compétence ${code}, ou une mission la demande`,
  skill_expires: ({ code }) => `Quelqu’un a la compétence ${code} jusqu’à une date`,
  has_missions: ({ name, mission }) => `${name} a des missions, dont ${mission}`,
  other_version: ({ version, expected }) =>
    `C’est maintenant la version ${version}, et non ${expected}`,
  other_versions: ({ title, more }) =>
    more === 0
      ? `Quelqu’un a modifié ${title} depuis votre lecture`
      : `Quelqu’un a modifié ${title} et ${counted(more, { one: "autre mission", other: "autres missions" })} depuis votre lecture`,
  restored_already: () => "C’est déjà rétabli",
  answer_erased: () =>
    "L’appel a été exécuté. Sa réponse a été effacée avec les données d’un artiste",
  answer_of_other_version: () =>
    "L’appel a été exécuté par une autre version du serveur, qui répond sous une autre forme",
  key_shown_once: ({ id }) =>
    `La clé ${id} a été créée et montrée une fois. Révoquez-la, et créez-en une autre`,
  overloaded: () => "Le serveur est surchargé. Retry-After indique combien de secondes attendre.",
  over_budget: ({ of, most, seconds }) =>
    `Plus de ${most} ${budgets[of]} en une minute. Réessayez dans ${seconds} s.`,
  too_many_streams: ({ of, most }) =>
    `${of === "caller" ? "Vous suivez" : "Votre organisation suit"} déjà les modifications ${most} fois sur ce serveur. Fermez un onglet du planning, ou un programme`,
  no_organisation_chosen: () =>
    "Aucune organisation n’est choisie : donnez-en une par organizationId, ou choisissez-en une à /auth/organization/set-active.",
};
