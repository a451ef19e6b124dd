import type { KindTexts, ProblemCode } from "./codes.ts";

export const french: Record<ProblemCode, KindTexts> = {
  malformed_request: {
    title: "Requête mal formée",
    detail: "La requête est mal formée : il faut du JSON en UTF-8.",
  },
  no_availability: {
    title: "Aucune disponibilité",
    detail: "Un artiste n’a aucune disponibilité ce jour-là.",
  },
  unauthenticated: {
    title: "Non connecté",
    detail: "Il faut une clé d’API (Authorization: Bearer clk_…) ou une session.",
  },
  forbidden: { title: "Interdit", detail: "Votre rôle ne le permet pas." },
  not_found: { title: "Introuvable", detail: "Il n’y a rien à cette adresse." },
  method_not_allowed: {
    title: "Méthode non autorisée",
    detail: "Cette adresse n’accepte pas cette méthode.",
  },
  request_timeout: {
    title: "Requête trop lente",
    detail: "La requête n’est pas arrivée à temps.",
  },
  already_exists: { title: "Existe déjà", detail: "Cet identifiant est déjà pris." },
  conflict: { title: "Conflit", detail: "C’est en contradiction avec ce qui existe." },
  idempotency_in_progress: {
    title: "En cours",
    detail: "Le premier appel avec cette clé est en cours",
  },
  answer_not_kept: {
    title: "Réponse non conservée",
    detail:
      "Le premier appel avec cette Idempotency-Key a été exécuté, et sa réponse n’est pas conservée.",
  },
  precondition_failed: {
    title: "Condition non remplie",
    detail:
      "If-Match ne correspond pas : cette adresse a une autre version, ou n’en a pas, et seul * correspond.",
  },
  stale: { title: "Modifié entre-temps", detail: "Quelqu’un a fait une modification depuis." },
  payload_too_large: {
    title: "Requête trop volumineuse",
    detail: "Le corps de la requête dépasse 1 Mio.",
  },
  unsupported_media_type: {
    title: "Type de contenu non accepté",
    detail: "Le corps doit être du JSON, envoyé avec Content-Type: application/json.",
  },
  invalid_input: { title: "Saisie non valide", detail: "La saisie n’est pas valide." },
  idempotency_mismatch: {
    title: "Clé d’idempotence d’un autre appel",
    detail: "Un autre appel a été envoyé avec cette clé",
  },
  too_many_requests: {
    title: "Trop de requêtes",
    detail: "Il y a eu trop de requêtes. Retry-After indique combien de secondes attendre.",
  },
  headers_too_large: {
    title: "En-têtes trop volumineux",
    detail: "L’adresse et les en-têtes de la requête dépassent 16 Kio.",
  },
  internal_error: {
    title: "Erreur interne",
    detail:
      "Une erreur s’est produite sur le serveur. Elle y est notée sous le x-request-id de cette réponse.",
  },
  unavailable: {
    title: "Indisponible",
    detail:
      "Le serveur ne peut pas répondre pour le moment. Retry-After indique combien de secondes attendre.",
  },
  deadline_exceeded: {
    title: "Délai dépassé",
    detail:
      "Le traitement prend plus de temps que le serveur n’en accorde. Retry-After indique combien de secondes attendre avant de réessayer.",
  },
  mail_unavailable: {
    title: "Pas d’e-mail",
    detail: "Ce serveur ne peut pas envoyer d’e-mail : son réglage SMTP_URL n’est pas défini.",
  },
};
