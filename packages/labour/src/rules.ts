import { rehearsalLength, rehearsalServices, travelRest } from "./rules/actors.ts";
import { changeNotice, lateChange, minimumCall, notice } from "./rules/calls.ts";
import { runningDays, sundays, workingDays } from "./rules/days.ts";
import { amplitude, day, twelveWeeks, week } from "./rules/hours.ts";
import {
  minorBreak,
  minorDay,
  minorNight,
  minorRest,
  minorWeek,
  minorWeeklyRest,
  youngStage,
} from "./rules/minors.ts";
import { night, nightPremium } from "./rules/night.ts";
import { breakRule } from "./rules/pauses.ts";
import { dailyRest, weeklyRest } from "./rules/rest.ts";

/** Every rule there is, in the order in which findings about one time are given. */
export const rules = [
  dailyRest,
  weeklyRest,
  day,
  week,
  twelveWeeks,
  workingDays,
  runningDays,
  sundays,
  breakRule,
  minimumCall,
  amplitude,
  night,
  nightPremium,
  notice,
  changeNotice,
  lateChange,
  rehearsalLength,
  rehearsalServices,
  travelRest,
  minorDay,
  minorWeek,
  minorBreak,
  minorRest,
  minorWeeklyRest,
  minorNight,
  youngStage,
] as const;

/** The name of a rule, which profiles and findings say. */
export type RuleId = (typeof rules)[number]["id"];
