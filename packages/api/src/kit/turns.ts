import { setImmediate } from "node:timers/promises";
import { Deadline } from "@coulisses/database";

/** Milliseconds that all calls together compute in one turn of the event loop. */
const longestTurn = 10;

/** When the present turn ends; 0 while no call computes. */
let end = 0;

/** How many requests share the turns. */
const mostInRotation = 4;

/** Milliseconds that the oldest may wait before it counts as overload: a quarter of the usual deadline. */
const patience = 2500;

interface Waiting {
  request: Deadline | undefined;
  since: number;
  goOn: () => void;
}

/** Requests that have had a turn, the longest waiting first. */
const begun: Waiting[] = [];
/** Requests that have had none, in order of arrival. */
const fresh: Waiting[] = [];
const hadTurn = new WeakSet<Deadline>();

/**
 * Yields to the event loop: other requests are served first, and only one waiting call continues in
 * each turn.
 *
 * A few requests share the turns; the others begin in order of arrival. If all shared them, then under
 * overload each would reach its deadline with half its work done, and none would be answered. For the
 * same reason, once the oldest has waited too long, the newest begins next: it still has time.
 *
 * @throws Unavailable when the caller's deadline is over
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

/** Lets waiting calls continue, one in each turn of the event loop. */
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
 * Maps items in order, in several turns of the event loop, so that a long computation does not block
 * other requests.
 *
 * @throws Unavailable when the caller's deadline is over
 */
export async function mapInTurns<Item, Made>(
  items: Iterable<Item>,
  work: (item: Item, index: number) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    if (end === 0) begin();
    else if (performance.now() > end) await nextTurn();
    made.push(work(item, made.length));
  }
  return made;
}

/** The last long computation of each request. */
const lines = new WeakMap<Deadline, Promise<unknown>>();

/**
 * Runs a long computation, or a write, after those of earlier calls in the same batch: in order, and
 * with the memory of one call.
 */
export function afterOthers<Done>(work: () => Promise<Done>): Promise<Done> {
  const request = Deadline.current();
  if (request === undefined) return work();
  const before = lines.get(request);
  const done = before === undefined ? work() : before.then(work, work);
  lines.set(request, done);
  return done;
}
