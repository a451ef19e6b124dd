import { z } from "zod";
import { wallTime } from "../kit/time.ts";

/** A slot in which an artist can be engaged (disponibilité), as it is answered. */
export const Availability = z
  .strictObject({ start: wallTime, end: wallTime })
  .meta({ id: "Availability", description: "A slot in which the artist can be engaged." });

export type Availability = z.output<typeof Availability>;
