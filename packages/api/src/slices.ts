// One line per noun.
export { artists } from "./artists/router.ts";
export { audit } from "./audit/router.ts";
export { calendar } from "./planning/calendar.router.ts";
export { engagements } from "./planning/engagements.router.ts";
export { health } from "./health/router.ts";
export { keys } from "./keys/router.ts";
export { labour } from "./planning/labour.router.ts";
export { me } from "./me/router.ts";
export { missions } from "./planning/missions.router.ts";
export { organisations } from "./organisations/router.ts";
export { outsideWork } from "./planning/outside-work.router.ts";
export { plannings } from "./plannings/router.ts";
export { profiles } from "./artists/profile.router.ts";
export { projects } from "./projects/router.ts";
export { skills } from "./skills/router.ts";
export { travel } from "./venues/travel.router.ts";
export { venues } from "./venues/router.ts";
