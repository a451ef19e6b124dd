import { setImmediate } from "node:timers/promises";
import { Deadline } from "@coulisses/database";

/** How long all calls together compute in one turn of the event loop, in milliseconds. */
const longestTurn = 10;

/** When the present turn ends; 0 while nobody computes in it. */
let end = 0;

let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop of one's own: other requests are served before, and of several
 * calls that wait, one goes on in each turn.
 *
 * @throws Unavailable when the caller's time is over
 */
export async function nextTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  await last;
  begin();
  const { over } = Deadline.current() ?? {};
  if (over !== undefined) throw over;
}

function begin(): void {
  end = performance.now() + longestTurn;
  void setImmediate().then(() => (end = 0));
}

/**
 * What `work` makes of each item, in order, in as many turns as it takes: nobody waits for a call that
 * computes for long.
 *
 * @throws Unavailable when the caller's time is over
 */
export async function mapInTurns<Item, Made>(
  items: Iterable<Item>,
  work: (item: Item, place: number) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    if (end === 0) begin();
    else if (performance.now() > end) await nextTurn();
    made.push(work(item, made.length));
  }
  return made;
}

/** By request, the last of its calls that compute for long. */
const lines = new WeakMap<Deadline, Promise<unknown>>();

/**
 * Does work that computes for long, or writes, after that of the calls before it in the same batch: in
 * order, and with no more memory than one call takes.
 */
export function afterOthers<Done>(work: () => Promise<Done>): Promise<Done> {
  const request = Deadline.current();
  if (request === undefined) return work();
  const before = lines.get(request);
  const done = before === undefined ? work() : before.then(work, work);
  lines.set(request, done);
  return done;
}
