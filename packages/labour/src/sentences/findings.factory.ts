import type { CodedFinding } from "../sentences.ts";

/** Findings with their sentences: meals, nights and artists. */
export const furtherFindings: [said: CodedFinding, english: string, french: string][] = [
  [
    { rule: "meal-break", params: { pause: 45, required: 60, from: 690, to: 870 } },
    "A meal break of 45 min within 11:30–14:30; 1 h required, or a meal or a meal allowance",
    "Pause repas de 45 min entre 11 h 30 et 14 h 30 ; 1 h requise, sinon repas fourni ou panier",
  ],
  [
    { rule: "meal-break", params: { pause: 0, required: 60, from: 1080, to: 1260 } },
    "No meal break within 18:00–21:00; 1 h required, or a meal or a meal allowance",
    "Pas de pause repas entre 18 h et 21 h ; 1 h requise, sinon repas fourni ou panier",
  ],
  [
    { rule: "night-worker-day", params: { worked: 481, outside: 0, allowed: 480 } },
    "8 h 01 of work in a day; 8 h allowed for night workers",
    "8 h 01 de travail dans la journée ; 8 h maximum pour un travailleur de nuit",
  ],
  [
    { rule: "night-worker-weeks", params: { average: 2460, weeks: 12, allowed: 2400 } },
    "41 h of work a week on average over 12 weeks; 40 h allowed for night workers",
    "41 h de travail par semaine en moyenne sur 12 semaines ; 40 h maximum pour un travailleur de nuit",
  ],
  [
    { rule: "late-meal", params: { worked: 45, from: 60, pause: 30 } },
    "45 min of work after 01:00; a meal allowance and a paid break of 30 min are due",
    "45 min de travail après 1 h ; panier et pause payée de 30 min",
  ],
  [
    { rule: "artist-day", params: { worked: 481, allowed: 480, of: "work" } },
    "8 h 01 of work in a day; 8 h allowed",
    "8 h 01 de travail dans la journée ; 8 h maximum",
  ],
  [
    { rule: "artist-day", params: { worked: 450, allowed: 420, of: "music" } },
    "7 h 30 of music in a day; 7 h allowed",
    "7 h 30 de musique dans la journée ; 7 h maximum",
  ],
  [
    { rule: "artist-day", params: { worked: 420, allowed: 360, of: "singing" } },
    "7 h of singing in a day; 6 h allowed",
    "7 h de chant dans la journée ; 6 h maximum",
  ],
  [
    { rule: "artist-amplitude", params: { amplitude: 660, allowed: 600, not_extended: true } },
    "11 h from the beginning to the end of the day; 10 h allowed, if the employer is bound by title XVII, which is not extended",
    "Amplitude de 11 h ; 10 h maximum, si l’employeur est lié par le titre XVII (non étendu)",
  ],
  [
    { rule: "service-length", params: { length: 90, allowed: 120 } },
    "A service of rehearsal of 1 h 30; 2 h at least",
    "Service de répétition de 1 h 30 ; 2 h minimum",
  ],
  [
    { rule: "service-length", params: { length: 195, allowed: 180 } },
    "A service of rehearsal of 3 h 15; 3 h allowed",
    "Service de répétition de 3 h 15 ; 3 h maximum",
  ],
  [
    { rule: "artist-services", params: { services: 3, allowed: 2 } },
    "3 services of rehearsal in a day; 2 allowed",
    "3 services de répétition dans la journée ; 2 maximum",
  ],
  [
    { rule: "shows-a-day", params: { shows: 3, allowed: 2 } },
    "3 shows in a day; 2 allowed",
    "3 représentations dans la journée ; 2 maximum",
  ],
  [
    { rule: "show-rest", params: { free: 45, required: 150, collective: 90 } },
    "45 min free before the show; 2 h 30 required, 1 h 30 if preparation is collective",
    "45 min libres avant la représentation ; 2 h 30 requises, 1 h 30 si la préparation est collective",
  ],
  [
    { rule: "show-rest", params: { free: 60, required: 150, not_extended: true } },
    "1 h free before the show; 2 h 30 required, if the employer is bound by title XVII, which is not extended",
    "1 h libre avant la représentation ; 2 h 30 requises, si l’employeur est lié par le titre XVII (non étendu)",
  ],
];
