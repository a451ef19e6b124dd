import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { changeBefore, firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const Made = z.object({
  id: z.string(),
  starts_at: z.string(),
  positions: z.array(z.object({ id: z.string() })),
});

/** A Monday of a week in which the festival has nothing. */
const quietDay = "2027-06-07";

describe.skipIf(!hasBrowser)("Drags on the board (need chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();
  const [hall = "", yard = ""] = z
    .array(z.object({ id: z.string() }))
    .parse(await send("GET", "/venues"))
    .map(({ id }) => id);

  /** A mission that nobody is on: nothing speaks against another time. */
  async function create(title: string, values: object = {}) {
    const times = { starts_at: `${quietDay}T10:00`, ends_at: `${quietDay}T14:00` };
    const mission = { venue_id: hall, title, kind: "autre", ...times, ...values };
    return Made.parse(await send("POST", "/missions", mission));
  }

  /** A quiet day with two missions at two venues. */
  async function openDay(title: string, venue_id = hall): Promise<{ page: Page; bar: Locator }> {
    await create(title, { venue_id });
    await create(`Beside ${title}`, { venue_id: venue_id === hall ? yard : hall });
    const page = await open(`/board?from=${quietDay}&zoom=day&rows=venues`);
    const bar = rows(page).getByRole("gridcell", { name: new RegExp(`^${title},`) });
    await bar.waitFor();
    return { page, bar };
  }

  test("on empty space draw a new mission with its times and its venue", async () => {
    const { page, bar } = await openDay("Beside a new one");
    const { x, y, hour } = await placeOf(bar);
    await drag(page, { x: x - 4 * hour, y }, { x: 2 * hour });
    await expect.poll(() => page.url()).toContain("create=");
    const { create: drawn } = Object.fromEntries(new URL(page.url()).searchParams);
    expect(JSON.parse(drawn ?? "")).toEqual({
      starts_at: "2027-06-07T04:00:00Z",
      ends_at: "2027-06-07T06:00:00Z",
      venue_id: hall,
    });
    await page.close();
  });

  test("at an edge change the end alone, and are undone", async () => {
    const { page, bar } = await openDay("Longer");
    const { right, y, hour } = await placeOf(bar);
    await drag(page, { x: right - 3, y }, { x: hour });
    await said(page, "Moved: Longer");
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("10:00–15:00");
    await page.keyboard.press("Control+z");
    await said(page, "Undone");
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("10:00–14:00");
    await page.close();
  });

  test("to another row change the venue, and keep the times", async () => {
    const { page, bar } = await openDay("Elsewhere");
    const other = await placeOf(page.getByRole("gridcell", { name: /^Beside Elsewhere,/ }));
    const { x, y } = await placeOf(bar);
    await drag(page, { x: x + 30, y }, { x: 3, y: other.y - y });
    await said(page, "Moved: Elsewhere");
    const there = page.getByRole("row").filter({ hasText: "Beside Elsewhere" });
    const moved = there.getByRole("gridcell", { name: /^Elsewhere,.*10:00–14:00/ });
    await expect.poll(() => moved.count()).toBe(1);
    await page.close();
  });

  test("by keys to another row keep the focus on the mission", async () => {
    const { page, bar } = await openDay("By keys");
    const other = await placeOf(page.getByRole("gridcell", { name: /^Beside By keys,/ }));
    const isAbove = (await placeOf(bar)).y > other.y;
    await bar.click();
    await page.getByRole("grid").focus();
    await page.keyboard.press("m");
    await page.keyboard.press(isAbove ? "ArrowUp" : "ArrowDown");
    await page.keyboard.press("Enter");
    await said(page, "Moved: By keys");
    const there = page.getByRole("row").filter({ hasText: "Beside By keys" });
    const moved = there.getByRole("gridcell", { name: /^By keys,/ });
    const focused = () => page.getByRole("grid").getAttribute("aria-activedescendant");
    await expect.poll(focused).toBe(await moved.getAttribute("id"));
    await page.close();
  });

  test("by keys resize at both ends, and copy", async () => {
    const { page, bar } = await openDay("At both ends");
    await bar.click();
    await page.getByRole("grid").focus();
    for (const key of ["r", "ArrowRight", "Shift+R", "ArrowLeft"]) await page.keyboard.press(key);
    await said(page, "9:45–14:15 · 4 h 30 long".replaceAll(/(?<=\d) | (?=h)/g, "\u00A0"));
    await page.keyboard.press("Enter");
    await said(page, "Moved: At both ends");
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("9:45–14:15");
    for (const key of ["c", "Shift+ArrowRight", "Shift+ArrowLeft", "ArrowRight", "Enter"])
      await page.keyboard.press(key);
    await said(page, "Copied: At both ends");
    await expect.poll(() => bar.count()).toBe(2);
    await page.close();
  });

  test("with Alt copy, and leave the original", async () => {
    const { page, bar } = await openDay("Twice");
    const { x, y, hour } = await placeOf(bar);
    await page.keyboard.down("Alt");
    await drag(page, { x: x + 30, y }, { x: 5 * hour });
    await page.keyboard.up("Alt");
    await said(page, "Copied: Twice");
    await expect.poll(() => bar.count()).toBe(2);
    const labels = await bar.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
    expect(labels.map((label) => /\d+:\d+–\d+:\d+/.exec(label)?.[0])).toEqual([
      "10:00–14:00",
      "15:00–19:00",
    ]);
    await page.close();
  });

  test("with Shift select what is in a frame, to move it together and undo it at once", async () => {
    const day = "2027-06-14";
    const times = { starts_at: `${day}T10:00`, ends_at: `${day}T14:00` };
    await create("One of two", times);
    await create("Two of two", { ...times, venue_id: yard });
    const page = await open(`/board?from=${day}&zoom=week&rows=venues`);
    const all = page.getByRole("gridcell", { name: /of two, .*10:00–14:00/ });
    const first = await selectBoth(page, all);
    await drag(page, { x: first.x + first.hour * 2, y: first.y }, { x: 24 * first.hour });
    await said(page, "2 missions moved");
    const moved = (bar: Locator) => placeOf(bar).then(({ x }) => Math.round(x - first.x));
    const dayWide = Math.round(24 * first.hour);
    await expect.poll(() => moved(all.nth(0))).toBeCloseTo(dayWide, -1);
    await expect.poll(() => moved(all.nth(1))).toBeCloseTo(dayWide, -1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await said(page, "Undone");
    await expect.poll(() => moved(all.nth(0))).toBe(0);
    await expect.poll(() => moved(all.nth(1))).toBe(0);
    await page.close();
  });

  test("of several move all or none; the note names those that are stale or blocked", async () => {
    const day = "2027-06-21";
    const times = { starts_at: `${day}T10:00`, ends_at: `${day}T14:00`, positions: [{}] };
    const titles = ["One of pair", "Two of pair"];
    const made = [
      await create("One of pair", times),
      await create("Two of pair", { ...times, venue_id: yard }),
    ];
    const page = await open(`/board?from=${day}&zoom=week&rows=venues`);
    const all = rows(page).getByRole("gridcell", { name: /of pair, .*10:00–14:00/ });
    const first = await selectBoth(page, all);
    const aDayLater = ({ x, y, hour }: typeof first) =>
      drag(page, { x: x + hour * 2, y }, { x: 24 * hour });
    const starts = async () => {
      const now = await Promise.all(made.map(({ id }) => send("GET", `/missions/${id}`)));
      return now.map((mission) => Made.parse(mission).starts_at.slice(8, 10));
    };

    await changeBefore(page, "missions.updateMany", async () => {
      for (const { id } of made) await send("PATCH", `/missions/${id}`, { notes: "By the yard" });
    });
    await aDayLater(first);
    const stale = page.getByRole("alert").filter({ hasText: "Nothing was changed" });
    for (const title of titles) await stale.getByText(title).waitFor();
    expect(await starts()).toEqual(["21", "21"]);
    await stale.getByRole("button", { name: "Apply mine to it" }).click();
    await said(page, "2 missions moved");
    expect(await starts()).toEqual(["22", "22"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await said(page, "Undone");
    await expect.poll(async () => (await placeOf(all.nth(0))).x).toBe(first.x);

    const next = { starts_at: "2027-06-22T12:00", ends_at: "2027-06-22T16:00" };
    const other = await create("In the way", { ...next, positions: [{}] });
    const { id: artist_id } = z
      .object({ id: z.string() })
      .parse(await send("POST", "/artists", { name: "Paul Pair" }));
    for (const { positions } of [made[1], other].flatMap((one) => one ?? []))
      await send("POST", "/engagements", {
        engagements: [{ position_id: positions[0]?.id, artist_id, status: "confirmed" }],
      });
    // Their seats are filled: all rows move up.
    const seats = page.getByRole("row", { name: /Open seats/ }).getByRole("gridcell");
    await expect.poll(() => seats.count()).toBe(1);
    await aDayLater(await selectBoth(page, all));
    const blocked = page.getByRole("alert").filter({ hasText: "Nothing was changed" });
    await blocked.getByText("Two of pair: Paul Pair is confirmed on In the way").waitFor();
    expect(await starts()).toEqual(["21", "21"]);
    await page.close();
  });

  test("of somebody to a seat, and of a seat to somebody, place options", async () => {
    const times = { starts_at: `${firstDay}T03:00`, ends_at: `${firstDay}T05:00` };
    await create("For two", { ...times, positions: [{ count: 2 }] });
    const page = await open(`/board?from=${firstDay}&zoom=day`);
    const seat = page.getByRole("row", { name: /Open seats/ }).getByRole("gridcell", {
      name: /^For two,/,
    });
    await seat.waitFor();
    const { x, y } = await placeOf(seat);
    const [label, row] = [
      await placeOf(page.getByRole("rowheader").nth(2)),
      await placeOf(page.getByRole("row").nth(4)),
    ];
    await drag(page, { x: label.x + 40, y: label.y }, { x: x + 20 - label.x - 40, y: y - label.y });
    await said(page, "Option: ");
    const options = page.getByRole("gridcell", { name: /^For two,.*option/ });
    await expect.poll(() => options.count()).toBe(1);
    await hold(page, { x: x + 20, y }, { y: row.y - y });
    // Who is on the mission already does not move.
    const ghosts = page.locator("[data-ghost]").filter({ visible: true });
    await expect.poll(() => ghosts.count()).toBe(1);
    await page.mouse.up();
    await expect.poll(() => options.count()).toBe(2);
    await page.keyboard.press("Control+z");
    await expect.poll(() => options.count()).toBe(1);
    await seat.click();
    await page.getByRole("grid").focus();
    for (const key of ["p", "ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    await said(page, "Option for ");
    await page.keyboard.press("Enter");
    await expect.poll(() => options.count()).toBe(2);
    await page.close();
  });

  test("leave everything as it was at Escape, and show no ghost any more", async () => {
    const { page, bar } = await openDay("Unmoved");
    const before = await bar.boundingBox();
    const { right, y, hour } = await placeOf(bar);
    await page.mouse.move(right - 3, y);
    await page.mouse.down();
    await page.mouse.move(right + hour, y, { steps: 4 });
    await page.locator("[data-ghost]").waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await page.locator("[data-ghost]").waitFor({ state: "detached" });
    await page.mouse.move(right + 2 * hour, y);
    await page.mouse.up();
    expect(await bar.boundingBox()).toEqual(before);
    expect(await page.getByRole("complementary").count()).toBe(0);
    await page.close();
  });

  test("resize no bar where the days in view cut it off", async () => {
    const times = { starts_at: "2027-06-21T22:00", ends_at: "2027-06-22T02:00" };
    await create("Past midnight", times);
    for (const [day, handles] of [
      ["2027-06-21", [true, false]],
      ["2027-06-22", [false, true]],
    ] as const) {
      const page = await open(`/board?from=${day}&zoom=day&rows=venues`);
      const bar = rows(page).getByRole("gridcell", { name: /^Past midnight,/ });
      const cursors = await bar.evaluate((element) =>
        ["::before", "::after"].map((end) => getComputedStyle(element, end).cursor),
      );
      expect(cursors.map((cursor) => cursor === "ew-resize")).toEqual(handles);
      await page.close();
    }
  });

  test("over the night on which clocks go back count its 25 hours", async () => {
    const times = { starts_at: "2027-10-31T00:00", ends_at: "2027-10-31T01:00" };
    await create("Through the night", times);
    const page = await open("/board?from=2027-10-31&zoom=day&rows=venues");
    const bar = rows(page).getByRole("gridcell", { name: /^Through the night,/ });
    await bar.waitFor();
    const { right, y, width } = await placeOf(bar);
    // The bar is an hour long, less the gap after it.
    await drag(page, { x: right - 3, y }, { x: 4 * (width + 1) });
    await said(page, "Moved: ");
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("0:00–4:00");
    await page.close();
  });

  test("begin at an open seat that wheel, keys or a button brought into view", async () => {
    const on = "2027-09-14";
    const times = { starts_at: `${on}T09:00`, ends_at: `${on}T13:00` };
    for (let index = 0; index < 14; index += 1)
      await create(`Seat ${String(index).padStart(2, "0")}`, { ...times, positions: [{}] });
    const page = await open(`/board?from=${on}&zoom=day&rows=venues`);
    const seats = page.getByRole("row", { name: /Open seats/ });
    await seats.getByRole("gridcell").first().waitFor();
    const { height } = (await seats.boundingBox()) ?? { height: 0 };
    const board = (await page.getByRole("grid").boundingBox()) ?? { height: 0 };
    expect(height).toBeLessThan(board.height / 2);
    const shown = () =>
      seats
        .getByRole("gridcell")
        .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("aria-label")?.slice(0, 7)));
    const [first, ...others] = await shown();
    expect(others.length).toBeLessThan(13);
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    for (let index = 0; index < 13; index += 1) await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await shown()).includes(first)).toBe(false);
    const hidden = page.getByRole("button", { name: /^Show \d+ more above$/ });
    await hidden.click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe("grid");
    await seats.hover();
    await page.mouse.wheel(0, -2000);
    await expect.poll(async () => (await shown())[0]).toBe(first);
    await page.mouse.wheel(0, 2000);
    await expect.poll(async () => (await shown()).includes(first)).toBe(false);
    const bar = seats.getByRole("gridcell").last();
    const { x, y, hour } = await placeOf(bar);
    const title = (await bar.getAttribute("aria-label"))?.slice(0, 7) ?? "";
    await drag(page, { x: x + 40, y }, { x: hour });
    await said(page, `Moved: ${title}`);
    await page.close();
  });

  test("by finger begin with a long press, or open the menu; phones have no board", async () => {
    const { page, bar } = await openDay("By finger");
    const touch = await page.context().newCDPSession(page);
    const { x, y, hour } = await placeOf(bar);
    const at = (dx: number) => [{ x: x + 40 + dx, y }];
    const finger = (type: "touchStart" | "touchMove" | "touchEnd", dx?: number) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: dx === undefined ? [] : at(dx) });
    const ghost = page.locator("[data-ghost]");
    await finger("touchStart", 0);
    await ghost.waitFor({ state: "attached" });
    await finger("touchEnd");
    const menu = page.getByRole("menu");
    await menu.getByRole("menuitem", { name: "Move to…" }).waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await finger("touchStart", 0);
    await ghost.waitFor({ state: "attached" });
    await finger("touchMove", hour);
    await finger("touchEnd");
    await said(page, "Moved: By finger");
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("11:00–15:00");
    await page.setViewportSize({ width: 690, height: 800 });
    await page.getByRole("grid").waitFor({ state: "detached" });
    await page
      .getByRole("button", { name: /By finger/ })
      .first()
      .waitFor();
    expect(await ghost.count()).toBe(0);
    await page.close();
  });
});

/** The rows below those of the open seats. */
function rows(page: Page): Locator {
  return page.locator("[role=row]:not([aria-rowindex='1'])");
}

/** Where a bar is in the window, and how wide an hour of four is. */
async function placeOf(bar: Locator) {
  const box = await bar.boundingBox();
  if (box === null) throw new Error("It is not in view");
  const { x, width } = box;
  return { x, y: box.y + box.height / 2, right: x + width, width, hour: (width + 1) / 4 };
}

/** Selects two bars by a frame around them. @returns where the first of them is */
async function selectBoth(page: Page, all: Locator) {
  await all.nth(1).waitFor();
  const [first, last] = [await placeOf(all.nth(0)), await placeOf(all.nth(1))];
  await page.keyboard.down("Shift");
  const corner = { x: first.x - 20, y: Math.min(first.y, last.y) - 10 };
  await drag(page, corner, { x: 100, y: Math.abs(last.y - first.y) + 20 });
  await page.keyboard.up("Shift");
  await said(page, "2 missions selected");
  return first;
}

async function drag(page: Page, from: { x: number; y: number }, by: { x?: number; y?: number }) {
  await hold(page, from, by);
  await page.mouse.up();
}

/** A drag that is not dropped yet. */
async function hold(page: Page, from: { x: number; y: number }, by: { x?: number; y?: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + (by.x ?? 0), from.y + (by.y ?? 0), { steps: 6 });
}

async function said(page: Page, words: string): Promise<void> {
  await page.getByRole("status").filter({ hasText: words }).first().waitFor();
}
