import { describe, expect, test } from "vitest";
import { breaksOf, readBreaks, suggestedBreak } from "./breaks.ts";

const times = (starts_at: string, ends_at: string) => ({ starts_at, ends_at });
const mission = {
  ...times("2027-05-04T08:00:00+02:00", "2027-05-04T18:00:00+02:00"),
  breaks: [times("2027-05-04T12:00:00+02:00", "2027-05-04T13:00:00+02:00")],
  time_zone: "Europe/Paris",
};

describe("The breaks of a mission", () => {
  test("are on the clocks of the venue, and stay where they were until changed", () => {
    const breaks = breaksOf(mission);
    expect(breaks).toMatchObject([{ start: "12:00", end: "13:00" }]);
    expect(readBreaks(breaks, mission)).toEqual(mission.breaks);
    const later = breaks.map((one) => ({ ...one, end: "13:30", times: undefined }));
    expect(readBreaks(later, mission)?.[0]?.ends_at).toBe("2027-05-04T13:30:00+02:00");
  });

  test("have no instants while one is no time", () => {
    expect(readBreaks([{ start: "12:00", end: "" }], mission)).toBeUndefined();
  });

  test("a break is suggested in the middle, within the mission", () => {
    expect(suggestedBreak(mission)).toMatchObject({ start: "13:00", end: "14:00" });
    const short = { ...mission, ends_at: "2027-05-04T09:00:00+02:00" };
    expect(suggestedBreak(short)).toMatchObject({ start: "08:30", end: "08:45" });
  });
});
