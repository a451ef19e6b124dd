/** When people of a trade are needed on each day of the festival, in the venue's wall-clock time. */
interface Crew {
  names: string[];
  from: string;
  to: string;
}

const crews: Crew[] = [
  // Set-up (montage) in the morning.
  {
    names: ["Hélène Dubois", "Karim Belkacem", "Yann Le Goff", "Aïcha Benali", "Loïc Tanguy"],
    from: "08:00",
    to: "13:00",
  },
  // Sound and light checks (balances) in the afternoon.
  {
    names: ["Clémence Œuvrard", "Théo Marchand", "Inès Carvalho", "Mathilde Roux"],
    from: "14:00",
    to: "18:30",
  },
  // The companies on stage in the evening.
  {
    names: ["Solène Girard", "Nicolas Perrin", "Fatou Diallo", "Gaspard Lemaire", "Élise Nguyen"],
    from: "19:00",
    to: "23:00",
  },
  // The night crews: the show, then the strike (démontage), over midnight.
  {
    names: ["Benoît Charpentier", "Maud Kervella", "Samir Haddad", "Léa Fournier"],
    from: "20:00",
    to: "01:30",
  },
];

/**
 * A festival of five days, Wednesday to Sunday of the week after `today`: one planning a day, as
 * `plannings.create` takes it. The same people each day, one in four of them off.
 */
export function festivalWeek(today: Temporal.PlainDate) {
  const wednesday = today.add({ days: 10 - today.dayOfWeek });
  return Array.from({ length: 5 }, (_, offset) =>
    planningOf(wednesday.add({ days: offset }), offset),
  );
}

function planningOf(day: Temporal.PlainDate, offset: number) {
  const artists = crews.flatMap(({ names, from, to }, crew) =>
    names.map((name, person) => ({
      id: `00000000-0000-4000-8000-0000000${crew + 1}${String(person).padStart(4, "0")}`,
      name,
      isOff: (crew + person + offset) % 4 === 0,
      availabilities: [slot(day, from, to)],
    })),
  );
  return {
    event_date: day.toString(),
    artists: artists
      .filter(({ isOff }) => !isOff)
      .map(({ id, name, availabilities }) => ({ id, name, availabilities })),
  };
}

function slot(day: Temporal.PlainDate, from: string, to: string) {
  const last = to < from ? day.add({ days: 1 }) : day;
  return { start: at(day, from), end: at(last, to) };
}

function at(day: Temporal.PlainDate, time: string): string {
  return day.toPlainDateTime(Temporal.PlainTime.from(time)).toString();
}
