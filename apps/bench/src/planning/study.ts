import { asOwner, type Bench, copyDatabase } from "../bench.ts";
import { scripts } from "../contenders.ts";
import { targetsTable } from "../report.ts";
import { startServer } from "../server-process.ts";
import { measureCalendar } from "./calendar.ts";
import { measureCandidates } from "./candidates.ts";
import { measureChecks } from "./checks.ts";
import { measureRules } from "./labour.ts";
import { measureParts } from "./parts.ts";
import { loadWeeks } from "./weeks.ts";

/** The cost of a week's screen, of dragging a bar and of the working-time rules. */
export async function measurePlanning(bench: Bench): Promise<string> {
  const url = await copyDatabase(bench, "planned");
  const { weeks, asked } = await asOwner(url, loadWeeks);
  const environment = { ...bench.environment, DATABASE_URL: url };
  const byHand = await startServer(scripts["hand-written"], environment);
  const ours = await startServer(scripts.coulisses, environment);
  try {
    const calendar = await measureCalendar({ byHand, ours }, weeks, bench);
    const checks = await measureChecks(ours, asked, bench);
    const parts = await measureParts(url, weeks);
    const candidates = measureCandidates();
    const rules = measureRules();
    return `A week of five missions for each person, with who is on them and when they are available:

${calendar.table}

Where the time of ours goes, in process, one after the other: medians.

${parts.table}

What would speak against engagements, one request in flight:

${checks.table}

Artists who are judged for one position, each with a month of work, in process:

${candidates.table}

The working-time rules of ccneac over the work of one person, in process:

${rules.table}

${targetsTable([...calendar.targets, ...checks.targets, ...candidates.targets, ...rules.targets])}`;
  } finally {
    await Promise.all([byHand.stop(), ours.stop()]);
  }
}
