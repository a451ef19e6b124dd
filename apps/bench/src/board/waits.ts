import { setTimeout as sleep } from "node:timers/promises";
import type { CoulissesClient } from "@coulisses/client";
import type { Page } from "playwright-core";
import { z } from "zod";
import { middleOf } from "./gestures.ts";

const Time = z.number();

/** Boards load what changes in quick succession together: here each change is one by itself. */
const pause = 1000;

/**
 * Milliseconds from when a mission is made by a program until its bar is drawn on a board that somebody else has open: one
 * after the other, on days of a week.
 *
 * @param monday on which the week begins that the page shows
 */
export async function timesUntilShown(
  page: Page,
  client: CoulissesClient,
  monday: string,
): Promise<number[]> {
  const [venue] = (await client.venues.list.query()).items;
  if (venue === undefined) throw new Error("The festival has venues");
  const times: number[] = [];
  for (let round = 0; round < 21; round += 1) {
    await sleep(pause);
    const title = `Raccord nº ${round}`;
    const isShown = page.evaluate(untilDrawn(`[role=gridcell][aria-label^="${title}"]`));
    const day = Temporal.PlainDate.from(monday)
      .add({ days: round % 7 })
      .toString();
    await client.missions.create.mutate({
      venue_id: venue.id,
      title,
      kind: "repetition",
      starts_at: `${day}T0${2 + Math.floor(round / 7)}:00`,
      ends_at: `${day}T0${3 + Math.floor(round / 7)}:00`,
    });
    const isCommitted = performance.timeOrigin + performance.now();
    times.push(Time.parse(await isShown) - isCommitted);
  }
  return times;
}

/** Milliseconds from when a bar is lifted until each row in view shows whether it may be dropped there. */
export async function timesUntilTinted(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 11; round += 1) {
    const { x, y } = await middleOf(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    const isTinted = page.evaluate(untilTinted);
    await page.mouse.move(x + 12, y);
    times.push(Time.parse(await isTinted));
    await page.keyboard.press("Escape");
    await page.mouse.up();
  }
  return times;
}

/** When an element has been drawn, in milliseconds since 1970. */
function untilDrawn(selector: string): string {
  return `new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(selector)}) === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    look();
  })`;
}

/** The board says itself when all rows in view are judged. */
const untilTinted = `new Promise((resolve) => {
  addEventListener("pointermove", () => {
    const start = performance.now();
    const look = () => document.querySelector("[role=grid][data-tinted]") === null
      ? requestAnimationFrame(look)
      : resolve(performance.now() - start);
    requestAnimationFrame(look);
  }, { once: true, capture: true });
})`;
