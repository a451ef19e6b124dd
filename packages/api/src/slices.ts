// One line per noun.
export { artists } from "./artists/router.ts";
export { audit } from "./audit/router.ts";
export { health } from "./health/router.ts";
export { keys } from "./keys/router.ts";
export { me } from "./me/router.ts";
export { organisations } from "./organisations/router.ts";
export { plannings } from "./plannings/router.ts";
