// One line per noun.
export { artists } from "./artists/router.ts";
export { health } from "./health/router.ts";
export { plannings } from "./plannings/router.ts";
