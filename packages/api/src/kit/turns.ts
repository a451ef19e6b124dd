import { setImmediate } from "node:timers/promises";
import { Deadline } from "@coulisses/database";

/** How long all calls together compute in one turn of the event loop, in milliseconds. */
const longestTurn = 10;

/** When the present turn ends; 0 while nobody computes in it. */
let end = 0;

/** How many requests share the turns. */
const mostInRotation = 4;

/** How long the oldest may wait, in milliseconds, before there is overload: a quarter of the usual time limit. */
const patience = 2500;

interface Waiting {
  request: Deadline | undefined;
  since: number;
  goOn: () => void;
}

/** Those that have had a turn, the longest waiting first. */
const begun: Waiting[] = [];
/** Those that have had none, in the order in which they came. */
const fresh: Waiting[] = [];
const hadTurn = new WeakSet<Deadline>();

/**
 * Waits for a turn of the event loop of one's own: other requests are served before, and of several
 * calls that wait, one goes on in each turn.
 *
 * A few requests take turns; the others begin in the order in which they came. If all took turns, then
 * under overload each would be given up, at the end of its time, with its work half done, and none
 * would be answered. For the same reason the newest begins next once the oldest has waited too long:
 * it still has time.
 *
 * @throws Unavailable when the caller's time is over
 */
export async function nextTurn(): Promise<void> {
  const request = Deadline.current();
  const { promise, resolve } = Promise.withResolvers<void>();
  const line = request !== undefined && hadTurn.has(request) ? begun : fresh;
  line.push({ request, since: performance.now(), goOn: resolve });
  if (begun.length + fresh.length === 1) void serve();
  await promise;
  begin();
  if (request?.over !== undefined) throw request.over;
}

function nextFresh(): Waiting | undefined {
  const [oldest] = fresh;
  const isOverload = oldest !== undefined && performance.now() - oldest.since > patience;
  return isOverload ? fresh.pop() : fresh.shift();
}

/** Lets those that wait go on, one in each turn of the event loop. */
async function serve(): Promise<void> {
  for (;;) {
    await setImmediate();
    const next = begun.length < mostInRotation ? (nextFresh() ?? begun.shift()) : begun.shift();
    if (next?.request) hadTurn.add(next.request);
    next?.goOn();
    if (begun.length + fresh.length === 0) return;
  }
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
