import { useState } from "react";
import { useChangeAvailabilities, usePerson } from "../data/people.ts";
import { dayName, monthOfYear } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { type DaysSelected, rangeOf } from "./month.ts";
import { MonthGrid } from "./month-grid.tsx";
import styles from "./availabilities.module.css";
import part from "./people.module.css";
import { type Hours, offered, type Slot, slotsOf, wholeDay, withdrawn } from "./slots.ts";
import { text } from "./text.ts";

interface Props {
  artist_id: string;
  /** Planners may, and artists their own. */
  mayChange: boolean;
}

/**
 * When a person is available, month by month. Days are selected, then offered or withdrawn, whole or some of their hours.
 * Also for an artist's own view.
 */
export function Availabilities({ artist_id, mayChange }: Props) {
  const { organisation } = useReader();
  const person = usePerson(artist_id);
  const change = useChangeAvailabilities(artist_id);
  const today = Temporal.Now.plainDateISO(organisation.time_zone);
  const [days, setDays] = useState<DaysSelected>({ anchor: today, focus: today });
  const slots = person.data?.availabilities ?? [];
  const month = days.focus.toPlainYearMonth();
  const turn = (months: number) => {
    const first = month.add({ months }).toPlainDate({ day: 1 });
    setDays({ anchor: first, focus: first });
  };
  return (
    <section className={part.part} aria-label={text.availabilities.title}>
      <h2>{text.availabilities.title}</h2>
      <div className={styles.head}>
        <Button aria-label={text.availabilities.earlier} onPress={() => turn(-1)}>
          ‹
        </Button>
        <span className={styles.month} aria-live="polite">
          {monthOfYear(month)}
        </span>
        <Button aria-label={text.availabilities.later} onPress={() => turn(1)}>
          ›
        </Button>
        <Button onPress={() => setDays({ anchor: today, focus: today })}>
          {text.availabilities.today}
        </Button>
      </div>
      <MonthGrid month={month} slots={slots} days={days} today={today} onSelect={setDays} />
      {mayChange && <Offer days={days} onChange={(changed) => change.mutate(changed)} />}
      {change.error !== null && <Refusal error={change.error} />}
    </section>
  );
}

interface OfferProps {
  days: DaysSelected;
  onChange: (change: (slots: readonly Slot[]) => Slot[]) => void;
}

/** Offers or withdraws the selected days. */
function Offer({ days, onChange }: OfferProps) {
  const [hours, setHours] = useState<Hours>(wholeDay);
  const range = rangeOf(days);
  const { first, last } = range;
  // A time that is being typed is empty: until it is whole, it is midnight.
  const meant = { from: hours.from || "00:00", to: hours.to || "00:00" };
  return (
    <div className={styles.offer}>
      <p className={styles.days} aria-live="polite">
        {first.equals(last) ? dayName(first) : `${dayName(first)} – ${dayName(last)}`}
      </p>
      <Field
        label={text.availabilities.from}
        type="time"
        value={hours.from}
        onChange={(from) => setHours({ ...hours, from })}
      />
      <Field
        label={text.availabilities.to}
        type="time"
        value={hours.to}
        onChange={(to) => setHours({ ...hours, to })}
      />
      <Button onPress={() => onChange((slots) => offered(slots, slotsOf(range, meant)))}>
        {text.availabilities.offer}
      </Button>
      <Button onPress={() => onChange((slots) => withdrawn(slots, slotsOf(range, meant)))}>
        {text.availabilities.withdraw}
      </Button>
      <p className={styles.help}>{text.availabilities.help}</p>
    </div>
  );
}
