import { z } from "zod";
import { answeredId, id } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";

/** The longest travel time in minutes: two days. */
export const longestWay = 2880;

const minutes = z.int().min(0).max(longestWay);

/** The travel time from one venue to another. */
export const TravelTime = z
  .strictObject({ from_venue_id: answeredId, to_venue_id: answeredId, minutes })
  .meta({
    id: "TravelTime",
    description: "The way back takes the same time, unless it has its own.",
  });

export const TravelTimeSet = z
  .strictObject({ venue_id: id, to_venue_id: id, minutes })
  .meta({ id: "TravelTimeSet", examples: [{ minutes: 45 }] });

export const TravelTimeKey = z.strictObject({ venue_id: id, to_venue_id: id });

export const TravelTimeList = z
  .strictObject({
    venue_id: id.optional().meta({ description: "Only times from or to this venue." }),
    ...paging([id, id]),
  })
  .prefault({});

export const TravelTimePage = page(TravelTime);

export type TravelTime = z.output<typeof TravelTime>;
export type TravelTimeSet = z.output<typeof TravelTimeSet>;
export type TravelTimeKey = z.output<typeof TravelTimeKey>;
export type TravelTimeList = z.output<typeof TravelTimeList>;
export type TravelTimePage = z.output<typeof TravelTimePage>;
