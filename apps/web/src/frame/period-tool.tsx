import { period as inWords } from "../data/times.ts";
import { datesOf, lengths, type Period } from "../routes/period.ts";
import { Choice } from "../ui/choice.tsx";
import { text } from "../ui/text.ts";
import { Turn } from "../ui/turn.tsx";
import { useReader } from "./reader.ts";

interface Props {
  period: Period;
  onChange: (period: Period) => void;
}

/** Turns to earlier and later weeks of a list. */
export function PeriodTool({ period, onChange }: Props) {
  const { time_zone } = useReader().organisation;
  const { first, after } = datesOf(period, time_zone);
  const { from: _from, ...present } = period;
  const turn = (by: 1 | -1) =>
    onChange({ ...period, from: first.add({ weeks: by * Number(period.weeks) }).toString() });
  return (
    <Turn
      period={inWords(first, after.subtract({ days: 1 }))}
      onTurn={turn}
      onToday={() => onChange(present)}
    />
  );
}

/** Chooses how many weeks a list shows. */
export function LengthTool({ period, onChange }: Props) {
  return (
    <Choice
      label={text.period.length}
      value={period.weeks}
      options={lengths.map((value) => ({ value, label: text.period.weeks({ count: value }) }))}
      onChange={(weeks) => onChange({ ...period, weeks })}
    />
  );
}
