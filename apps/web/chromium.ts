import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The path of the installed Chromium; undefined if none is installed. */
export const executablePath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

/** Starts a Chromium without a window. @throws Error if none is installed */
export function launchChromium(): Promise<Browser> {
  const flags = ["disable-gpu", "disable-background-networking", "disable-component-update"];
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    // Root, as in containers, has no sandbox.
    args: ["--no-sandbox", ...flags.map((flag) => `--${flag}`)],
  });
}
