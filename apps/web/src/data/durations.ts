/** Reads minutes as people write them: "90", "1 h 30", "1:30", "2h". Undefined for anything else. */
export function parseMinutes(text: string): number | undefined {
  const { hours = "0", minutes = "0" } =
    /^\s*(?:(?<hours>\d{1,3})\s*(?:h|:)\s*)?(?<minutes>\d{1,5})?\s*(?:min)?\s*$/i.exec(text)
      ?.groups ?? {};
  return /\d/.test(text) && /^[\d\s:hmin]+$/i.test(text)
    ? Number(hours) * 60 + Number(minutes)
    : undefined;
}

/** "45" and, from an hour on, "1 h 30": as minutes are typed. */
export function writeMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return String(minutes);
  return rest === 0 ? `${hours}\u00A0h` : `${hours}\u00A0h\u00A0${String(rest).padStart(2, "0")}`;
}

/** "45 min" and, from an hour on, "1 h 30"; "0 h" for none. */
export function durationName(exact: number): string {
  const minutes = Math.round(exact);
  if (minutes === 0) return "0\u00A0h";
  return minutes < 60 ? `${minutes}\u00A0min` : writeMinutes(minutes);
}
