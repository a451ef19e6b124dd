import type { Inputs, MissionCreate, ProfileUpdate, ProjectCreate } from "@coulisses/client";

/** A festival of 3 venues, 2 weeks and 60 people, as the server takes it; with conflicts to find. */
export interface FestivalPlan {
  time_zone: string;
  venues: Inputs["venues"]["create"][];
  /** Minutes between venues, by their place in `venues`. */
  ways: [from: number, to: number, minutes: number][];
  productions: ProjectCreate[];
  people: FestivalPerson[];
  /** The missions of each day at each venue: templates on the first day. */
  missions: FestivalMission[];
  /** Missions that take place once. */
  extras: (FestivalMission & { day: number; extra: string })[];
  days: Temporal.PlainDate[];
}

export interface FestivalPerson {
  name: string;
  venue: number;
  /** Their name in the plan: `son-2`. */
  place: string;
  profile: Omit<ProfileUpdate, "artist_id">;
  availabilities: { start: string; end: string }[];
}

export interface FestivalMission extends Pick<
  MissionCreate,
  "title" | "kind" | "starts_at" | "ends_at"
> {
  venue: number;
  positions: { skill: string | null; count: number }[];
}

const venues = [
  { name: "Cour d'honneur", address: "Place du Palais, 84000 Avignon" },
  { name: "Cloître des Carmes", address: "Place des Carmes, 84000 Avignon" },
  { name: "Carrière de Boulbon", address: "Route de Boulbon, 13150" },
];

/** The show of each venue, and its company. */
const stages = [
  { title: "Le Songe", colour: "#c2410c", setting: "open_air_festival", skill: "comedie" },
  { title: "Nuits de jazz", colour: "#1d4ed8", setting: "festival", skill: "musique" },
  { title: "Corps à corps", colour: "#15803d", setting: "open_air_festival", skill: "danse" },
] as const;

/** Of each venue's people: four for sound, light and stage each, two at the door, six on stage. */
const crew = ["son", "lumiere", "plateau"].flatMap((skill) =>
  [0, 1, 2, 3].map((i) => ({ skill, place: `${skill}-${i}` })),
);
const door = [0, 1].map((i) => ({ skill: "accueil", place: `accueil-${i}` }));
const cast = [0, 1, 2, 3, 4, 5].map((i) => ({ skill: "cast", place: `cast-${i}` }));

const names = [
  "Anna Kowalski, Bruno Salvi, Denis Kerbrat, Emma Vasquez, Farid Mansour, Gaëlle Rousset",
  "Henri Delage, Irène Costa, Jonas Meyer, Katia Lopez, Luc Bertin, Mona Achour",
  "Nils Gauthier, Paul Estève, Odile Fabre, Pablo Roche, Quentin Maillard, Rania Toumi",
  "Sylvie Arnaud, Jeanne Morvan, Hugo Pasquier, Nadia Cherif, Erwan Quéré, Camille Fontaine",
  "Jules Bonnet, Sarah Cohen, Antoine Rey, Lina Haddou, Marc Vidal, Chloé Lambert",
  "Idriss Traoré, Anaïs Petit, Victor Hamon, Rose Delmas, Bastien Leroy, Yasmine Saïdi",
  "Noé Garnier, Manon Blanc, Adrien Colin, Leïla Amrani, Simon Faure, Zoé Mercier",
  "Thomas Gallet, Awa Ndiaye, Rémi Brun, Julie Castel, Oscar Vasseur, Nora Slimani",
  "Louis Berger, Agathe Royer, Malik Bensaïd, Élodie Caron, Pierre Guillou, Mina Tran",
  "Arthur Noël, Estelle Rivière, Sacha Weber, Mélanie Barbier, Tom Aubry, Ysé Laurent",
].flatMap((line) => line.split(", "));

/**
 * The plan of a festival in the week of `today` and the next: both weeks have missions.
 *
 * @param time_zone - of the venues, and of the organisation that it is loaded into
 */
export function festivalPlan(today: Temporal.PlainDate, time_zone = "Europe/Paris"): FestivalPlan {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const days = Array.from({ length: 14 }, (_, i) => monday.add({ days: i }));
  return {
    time_zone,
    venues: venues.map((venue) => ({ ...venue, time_zone })),
    ways: [
      [0, 1, 10],
      [0, 2, 45],
      [1, 2, 40],
    ],
    productions: stages.map(({ title, colour, setting }) => ({
      title,
      colour,
      setting,
      first_performance_on: monday.toString(),
    })),
    people: peopleOf(monday),
    missions: stages.flatMap((stage, venue) => missionsOf({ ...stage, venue }, monday)),
    extras: extrasOf(monday),
    days,
  };
}

function peopleOf(monday: Temporal.PlainDate): FestivalPerson[] {
  const everybody = stages.flatMap((stage, venue) =>
    [...crew, ...door, ...cast].map(({ skill, place }) => ({ stage, venue, skill, place })),
  );
  const until = (days: number) => [
    { start: `${monday.toString()}T00:00`, end: `${monday.add({ days }).toString()}T12:00` },
  ];
  return everybody.map(({ stage, venue, skill, place }, i) => ({
    name: names[i] ?? place,
    venue,
    place,
    profile: {
      occupation: occupationOf(skill, stage.skill),
      annexe: skill === "cast" ? 10 : 8,
      skills: [
        { code: skill === "cast" ? stage.skill : skill, level: (i % 3) + 1 },
        // It expired on the eve: a conflict to find.
        ...(place === "plateau-0"
          ? [{ code: "caces", level: 1, expires_on: monday.subtract({ days: 1 }).toString() }]
          : []),
      ],
    },
    // One of them has said to be available until Thursday noon, and works in the evening.
    availabilities: until(venue === 1 && place === "accueil-0" ? 3 : 15),
  }));
}

const played = { comedie: "dramatic_artist", musique: "musician", danse: "dancer" } as const;

function occupationOf(
  skill: string,
  ofStage: keyof typeof played,
): NonNullable<ProfileUpdate["occupation"]> {
  if (skill === "accueil") return "front_of_house";
  return skill === "cast" ? played[ofStage] : "technician";
}

function needs(...skills: string[]): FestivalMission["positions"] {
  return skills.map((skill) => ({ skill, count: 1 }));
}

function missionsOf(
  { title, skill, venue }: { title: string; skill: string; venue: number },
  day: Temporal.PlainDate,
): FestivalMission[] {
  const at = (time: string, days = 0) => `${day.add({ days }).toString()}T${time}`;
  return [
    {
      venue,
      title: `Montage ${title}`,
      kind: "montage",
      starts_at: at("08:00"),
      ends_at: at("12:00"),
      positions: needs("son", "lumiere", "plateau"),
    },
    {
      venue,
      title: `Balance ${title}`,
      kind: "balance",
      starts_at: at("14:00"),
      ends_at: at("17:30"),
      positions: needs("son", "lumiere"),
    },
    {
      venue,
      title,
      kind: "representation",
      starts_at: at("20:30"),
      ends_at: at("00:30", 1),
      positions: [...needs("son", "lumiere", "plateau", "accueil"), { skill, count: 3 }],
    },
  ];
}

function extrasOf(monday: Temporal.PlainDate): FestivalPlan["extras"] {
  const extra = (
    name: string,
    day: number,
    mission: Omit<FestivalMission, "starts_at" | "ends_at"> & { from: string; to: string },
  ) => {
    const { from, to, ...rest } = mission;
    const on = monday.add({ days: day }).toString();
    return { ...rest, extra: name, day, starts_at: `${on}T${from}`, ends_at: `${on}T${to}` };
  };
  const anybody = [{ skill: null, count: 1 }];
  const other = { kind: "autre" as const, positions: anybody };
  return [
    // After a show until 00:30: 8 h 30 of rest.
    extra("short-rest", 4, {
      ...other,
      venue: 0,
      title: "Réglages son",
      from: "09:00",
      to: "12:30",
    }),
    // Between a check until 17:30 and a show at 20:30, 45 minutes away from both: 30 minutes each way.
    extra("short-way", 3, {
      ...other,
      venue: 2,
      title: "Interview filmée",
      from: "18:00",
      to: "20:00",
    }),
    // Needs a platform licence that expired on the eve.
    extra("expired", 1, {
      venue: 1,
      title: "Accroche en nacelle",
      kind: "montage",
      positions: [{ skill: "caces", count: 1 }],
      from: "13:00",
      to: "16:30",
    }),
    // Two at the same time, with options for the same person on both.
    extra("option-1", 5, {
      ...other,
      venue: 0,
      title: "Rencontre public",
      from: "17:00",
      to: "19:00",
    }),
    extra("option-2", 5, { ...other, venue: 1, title: "Table ronde", from: "18:00", to: "20:00" }),
  ];
}

/**
 * Who is on a mission on a day: those of the morning are not those of the evening, and the first half
 * of the week not those of the second, so that nobody works more than they may. The stage of the
 * second venue has nobody in the evening of the first Saturday: a place to fill.
 */
export function crewOf(
  { kind, venue }: Pick<FestivalMission, "kind" | "venue">,
  day: number,
): { position: number; place: string }[] {
  const half = day % 7 < 4 ? 0 : 1;
  const shift = kind === "montage" ? 0 : 2;
  const technicians = ["son", "lumiere", ...(kind === "balance" ? [] : ["plateau"])];
  const crews = technicians.map((skill, position) => ({
    position,
    place: `${skill}-${shift + half}`,
  }));
  if (kind !== "representation") return crews;
  const onStage = [0, 1, 2].map((i) => ({ position: 4, place: `cast-${half * 3 + i}` }));
  const isShort = venue === 1 && day === 5;
  return [
    ...crews.filter(({ position }) => !(isShort && position === 2)),
    { position: 3, place: `accueil-${half}` },
    ...onStage,
  ];
}
