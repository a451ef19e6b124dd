import type { RuleId } from "./params.ts";
import type { Rule } from "./rule.ts";
import { amplitude } from "./rules/amplitude.ts";
import { rehearsalLength, rehearsalServices, travelRest } from "./rules/actors.ts";
import { minimumCall } from "./rules/calls.ts";
import { runningDays, sundays, workingDays } from "./rules/days.ts";
import { day, twelveWeeks, week } from "./rules/hours.ts";
import { lateMeal, mealBreak } from "./rules/meals.ts";
import {
  minorAmplitude,
  minorBreak,
  minorDay,
  minorNight,
  minorRest,
  minorWeek,
  minorWeeklyRest,
  youngStage,
} from "./rules/minors.ts";
import { night, nightPremium } from "./rules/night.ts";
import { artistNotice, changeNotice, lateChange, notice } from "./rules/notice.ts";
import { artistAmplitude, artistDay, artistServices, serviceLength } from "./rules/artists.ts";
import { breakRule } from "./rules/pauses.ts";
import { nightWorkerDay, nightWorkerWeeks } from "./rules/night-workers.ts";
import { dailyRest, weeklyRest } from "./rules/rest.ts";
import { showRest, showsADay } from "./rules/shows.ts";

/** All rules, in the order of findings about the same time. */
const ruleOf: { [Id in RuleId]: Rule<Id> } = {
  "daily-rest": dailyRest,
  "weekly-rest": weeklyRest,
  day,
  week,
  "twelve-weeks": twelveWeeks,
  "working-days": workingDays,
  "running-days": runningDays,
  sundays,
  break: breakRule,
  "meal-break": mealBreak,
  "late-meal": lateMeal,
  "minimum-call": minimumCall,
  amplitude,
  night,
  "night-worker-day": nightWorkerDay,
  "night-worker-weeks": nightWorkerWeeks,
  "night-premium": nightPremium,
  notice,
  "change-notice": changeNotice,
  "late-change": lateChange,
  "artist-notice": artistNotice,
  "rehearsal-length": rehearsalLength,
  "rehearsal-services": rehearsalServices,
  "artist-day": artistDay,
  "artist-amplitude": artistAmplitude,
  "service-length": serviceLength,
  "artist-services": artistServices,
  "shows-a-day": showsADay,
  "show-rest": showRest,
  "travel-rest": travelRest,
  "minor-day": minorDay,
  "minor-week": minorWeek,
  "minor-break": minorBreak,
  "minor-rest": minorRest,
  "minor-amplitude": minorAmplitude,
  "minor-weekly-rest": minorWeeklyRest,
  "minor-night": minorNight,
  "young-stage": youngStage,
};

/** All rules. */
export const rules: readonly (typeof ruleOf)[RuleId][] = Object.values(ruleOf);
