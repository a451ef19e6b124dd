import type { Inputs, Outputs } from "./contract.ts";

/** A place where missions happen (lieu), with its own time zone. */
export type Venue = Outputs["venues"]["get"];

/** A new venue. */
export type VenueCreate = Inputs["venues"]["create"];

/** Fields of a venue to change; those left out stay, and null clears. */
export type VenueUpdate = Inputs["venues"]["update"];

/** The minutes it takes to get from one venue to another. */
export type TravelTime = Outputs["travel"]["set"];

/** A production, to which missions belong. */
export type Project = Outputs["projects"]["get"];

/** A new project. */
export type ProjectCreate = Inputs["projects"]["create"];

/** Fields of a project to change; those left out stay. */
export type ProjectUpdate = Inputs["projects"]["update"];

/** A job at a place and time, and the positions that it needs; times have the venue's offset. */
export type Mission = Outputs["missions"]["get"];

/** A number of people with one skill that a mission needs (poste). */
export type Position = Mission["positions"][number];

/** A new mission. Times without offset are read in the venue's zone. */
export type MissionCreate = Inputs["missions"]["create"];

/** Fields of a mission to change; those left out stay. Positions and breaks become those that are sent. */
export type MissionUpdate = Inputs["missions"]["update"];

/** Which missions to list: those within `from` and `to`, of a venue, a project or a status. */
export type MissionList = NonNullable<Inputs["missions"]["list"]>;

/** Missions by start. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type MissionPage = Outputs["missions"]["list"];

/** Missions to publish, all or none. */
export type MissionsPublish = Inputs["missions"]["publish"];

/** The published missions, the artists on them, and what changed for each since the last publication. */
export type MissionsPublished = Outputs["missions"]["publish"];

/** What is new for one artist about one mission. */
export type MissionNews = MissionsPublished["concerned"][number]["changes"][number];

/** A mission, with what publishing it would tell, and to whom. */
export type PublicationPreview = Outputs["publications"]["preview"]["items"][number];

/** A mission that has changed since it was published, and how many people do not know it yet. */
export type ChangedMission = Outputs["publications"]["changed"]["items"][number];

/** What an artist was last told of a mission. */
export type Publication = Outputs["publications"]["list"]["items"][number];

/** The people who are confirmed on a mission. */
export type MissionTeam = Outputs["missions"]["team"];

/** How many people a mission needs, has, and has asked. */
export type Coverage = Outputs["missions"]["coverage"]["items"][number];

/** An artist, judged for one position: a verdict, the findings, and the reasons for their rank. */
export type Candidate = Outputs["missions"]["candidates"]["items"][number];

/** Which candidates to list: those for one position, with `q` in their name. */
export type CandidateList = Inputs["missions"]["candidates"];

/** Candidates, the likely best first. Not in exact order: sort them by `rank`. */
export type CandidatePage = Outputs["missions"]["candidates"];

/** An artist who can take a position, and the reasons for their rank. */
export type FreeArtist = Outputs["artists"]["free"]["artists"][number];

/** One artist on one position of one mission: an option, confirmed (ferme), or ended. */
export type Engagement = Outputs["engagements"]["get"];

/** Engagements by start. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type EngagementPage = Outputs["engagements"]["list"];

/** Artists to place on positions, as options or confirmed: all or none, or each that is possible. */
export type EngagementsCreate = Inputs["engagements"]["create"];

/** Options to confirm (ferme): all or none, or each that is possible. */
export type EngagementsConfirm = Inputs["engagements"]["confirm"];

/** What became of one engagement that was to be created or confirmed, with its findings. */
export type Outcome = Outputs["engagements"]["create"]["outcomes"][number];

/** An engagement to cancel, and who takes the place, if anybody. */
export type EngagementReplace = Inputs["engagements"]["replace"];

/** The cancelled engagement, the one in its place, and artists who can take a place that is left. */
export type Replacement = Outputs["engagements"]["replace"];

/** Engagements, or missions at other times, to judge without writing anything. */
export type EngagementsCheck = Inputs["engagements"]["check"];

/** What speaks against engagements, or against missions at other times. Not legal advice. */
export type Checks = Outputs["engagements"]["check"];

/** What speaks against an engagement, or should be known about it. Not legal advice. */
export type Finding = Checks["checks"][number]["findings"][number];

/** A finding that blocked, and was overridden with a reason. */
export type Overridden = Engagement["overridden"][number];

/**
 * What a change of the plan changed, to refresh a screen: ids with their present versions (null if
 * deleted), and the `coverage` of missions where it is another now.
 */
export type Changed = Outputs["missions"]["delete"]["changed"];

/** What an undo put back, as it is now. */
export type Undone = Outputs["events"]["undo"];

/** Which days to show, and which missions and people in them. */
export type CalendarQuery = Inputs["calendar"]["get"];

/** The missions of some days with their coverage, the engagements, and the people with their findings. */
export type Calendar = Outputs["calendar"]["get"];

/** A mission in a calendar, with its coverage. */
export type CalendarMission = Calendar["missions"][number];

/** A person in a calendar: availabilities, other work and findings. */
export type CalendarPerson = Calendar["people"][number];

/** The working-time rules that plans are checked against. */
export type LabourSettings = Outputs["labour"]["settings"];

/** Settings of working-time rules to change; those left out stay. `rules` become those that are sent. */
export type LabourSettingsUpdate = Inputs["labour"]["updateSettings"];

/** A working-time rule in force, with its figures and the articles that it comes from. */
export type LabourRule = Outputs["labour"]["rules"]["rules"][number];

/** Hours and cachets towards the 507 h of unemployment insurance. Indicative. */
export type Counters = Outputs["labour"]["counters"];
