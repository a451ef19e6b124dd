import { z } from "zod";
import { id } from "../kit/ids.ts";

export const PresenceShow = z.strictObject({
  page_id: id.meta({ description: "Chosen by the page, and the one of its stream of changes." }),
  mission_id: id.nullable().meta({ description: "The selected mission; null if none is." }),
});
