import type { Page } from "playwright-core";
import { bars } from "./browser.ts";

/** Scrolls through the rows as by a touchpad: thousands of pixels a second, down and up again. */
export async function scroll(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const yDistance of [-6000, 6000])
    await session.send("Input.synthesizeScrollGesture", {
      x: 800,
      y: 600,
      yDistance,
      speed: 3000,
      gestureSourceType: "mouse",
    });
  await session.detach();
}

/** Drags a bar to the right and back, a few pixels at a time, and leaves it where it was. */
export async function drag(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 160; step += 1)
    await page.mouse.move(x + 3 * (step < 80 ? step : 160 - step), y + (step % 40));
  await page.keyboard.press("Escape");
  await page.mouse.up();
}

/** The middle of a bar that is in view, away from the edges of the board. */
export async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  for (const bar of await page.locator(bars).all()) {
    const box = await bar.boundingBox();
    if (box === null || box.x < 300 || box.x > 900 || box.y < 300 || box.y > 700) continue;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  throw new Error("No bar is in the middle of the board");
}
