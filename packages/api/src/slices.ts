// One line per noun.
export { artists } from "./artists/router.ts";
export { audit } from "./audit/router.ts";
export { calendar } from "./calendar/router.ts";
export { engagements } from "./engagements/router.ts";
export { health } from "./health/router.ts";
export { keys } from "./keys/router.ts";
export { labour } from "./labour/router.ts";
export { me } from "./me/router.ts";
export { missions } from "./missions/router.ts";
export { organisations } from "./organisations/router.ts";
export { outsideWork } from "./outsideWork/router.ts";
export { plannings } from "./plannings/router.ts";
export { profiles } from "./profiles/router.ts";
export { projects } from "./projects/router.ts";
export { skills } from "./skills/router.ts";
export { travel } from "./travel/router.ts";
export { venues } from "./venues/router.ts";
