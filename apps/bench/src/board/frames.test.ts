import { describe, expect, test } from "vitest";
import { framesOf } from "./frames.ts";

const thread = { pid: 1, tid: 2 };

/** Something the thread did: milliseconds of its CPU time; half of all time it waited. */
function event(name: string, start: number, length = 0) {
  return { ...thread, name, ts: 2000 * start, tts: 1000 * start, tdur: 1000 * length };
}

describe("The frames of a trace", () => {
  test("have the CPU time of their scripts, each moment once", () => {
    const traceEvents = [
      event("BeginMainThreadFrame", 10),
      event("RunTask", 11, 5),
      event("EventDispatch", 12, 3),
      event("FunctionCall", 13, 1),
      event("BeginMainThreadFrame", 20),
    ];
    expect(framesOf({ traceEvents })).toEqual([{ scripting: 3, work: 5, interval: 20 }]);
  });

  test("share what goes on while the next one begins", () => {
    const traceEvents = [
      event("BeginMainThreadFrame", 0),
      event("RunTask", 8, 4),
      event("BeginMainThreadFrame", 10),
      event("BeginMainThreadFrame", 20),
    ];
    expect(framesOf({ traceEvents }).map(({ work }) => work)).toEqual([2, 2]);
  });

  test("are those of the thread that began most", () => {
    const other = { ...event("BeginMainThreadFrame", 1), tid: 3 };
    const traceEvents = [other, event("BeginMainThreadFrame", 2), event("BeginMainThreadFrame", 4)];
    expect(framesOf({ traceEvents })).toHaveLength(1);
  });
});
