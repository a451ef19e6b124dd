/**
 * Takes the pictures of the docs from the demo, which runs: `pnpm demo`, then `pnpm screenshots`. It needs Chromium.
 *
 * @example pnpm screenshots http://127.0.0.1:8000
 */
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";

const [url = "http://127.0.0.1:8000"] = process.argv.slice(2);
const folder = join(import.meta.dirname, "../../docs/pictures");

const pictures: {
  name: string;
  path: string;
  locale: string;
  colorScheme?: "dark";
  /** Of a phone instead of a desk. */
  isPhone?: boolean;
  /** What is there once the screen is drawn. */
  role?: "checkbox" | "listitem";
  prepare?: (page: Page) => Promise<void>;
}[] = [
  { name: "board", path: "/board", locale: "fr-FR" },
  { name: "board-mission", path: "/board?rows=venues", locale: "en-GB", prepare: openCandidates },
  { name: "board-dark", path: "/board?zoom=fortnight", locale: "fr-FR", colorScheme: "dark" },
  { name: "publish", path: "/publish", locale: "fr-FR", role: "checkbox" },
  { name: "agenda", path: "/agenda", locale: "en-GB", isPhone: true, role: "listitem" },
];

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const { name, path, prepare, role = "gridcell", isPhone, ...look } of pictures) {
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  const page = await browser.newPage({ ...look, viewport, timezoneId: "Europe/Paris" });
  await page.goto(url + path);
  await page.getByRole(role).first().waitFor();
  await prepare?.(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();

async function openCandidates(page: Page): Promise<void> {
  await page.getByRole("row").first().getByRole("gridcell").first().click();
  await page.getByRole("complementary").getByRole("button", { name: "Find somebody" }).click();
  await page.getByRole("complementary").getByRole("listitem").first().waitFor();
}
