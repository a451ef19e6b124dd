import { expect, test } from "vitest";
import { colours } from "./colours.ts";

/** The lightness and chroma of a colour in OKLCH. */
function oklch(hex: string): { lightness: number; chroma: number } {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bee = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bee),
  };
}

test("the colours of productions have the same lightness and chroma", () => {
  for (const colour of Object.values(colours)) {
    const { lightness, chroma } = oklch(colour);
    expect(lightness).toBeCloseTo(0.64, 1.5);
    expect(chroma).toBeCloseTo(0.105, 1.5);
  }
});
