import { headHeight, heightOf, labelWidth } from "../../model/layout.ts";
import type { Ground } from "./ground.ts";

/** Pixels from an edge within which a drag scrolls, and the most that it scrolls in one frame. */
const zone = 36;
const fastest = 14;

interface Position {
  readonly x: number;
  readonly y: number;
}

/** How far to scroll in this frame: the nearer to an edge the faster, and only where the pointer was moved. */
export function scrollStep({ surface, open }: Ground, at: Position, from: Position): Position {
  const { left, top } = surface.getBoundingClientRect();
  const [first, last] = [left + labelWidth, left + surface.clientWidth];
  const [highest, lowest] = [top + headHeight + heightOf(open), top + surface.clientHeight];
  return {
    x: towards(at.x, from.x, { low: first, high: last }),
    // Above the rows are the open seats, where missions are dropped.
    y: at.y < highest ? 0 : towards(at.y, from.y, { low: highest, high: lowest }),
  };
}

function towards(at: number, from: number, { low, high }: { low: number; high: number }): number {
  if (at < low + zone && at < from) return -speed(low + zone - at);
  return at > high - zone && at > from ? speed(at - (high - zone)) : 0;
}

function speed(depth: number): number {
  return Math.ceil(Math.min(1, depth / zone) * fastest);
}
