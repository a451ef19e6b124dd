import { cpuRatio, medianSample, type Sample, throughputRatio } from "./statistics.ts";
import { ratioCell, sampleCells, whole } from "./table.ts";

/** One of several ways to do the same thing. */
export interface Variant<S extends Sample = Sample> {
  title: string;
  measure: () => Promise<S>;
}

export interface Measured<S extends Sample = Sample> {
  title: string;
  rounds: S[];
}

/**
 * Measures variants in succession, round by round, so that other load on the machine affects
 * them alike; the first one rotates. One more round goes before, to warm up.
 */
export async function sideBySide<S extends Sample>(
  variants: Variant<S>[],
  rounds: number,
): Promise<Measured<S>[]> {
  const measured = variants.map(({ title }): Measured<S> => ({ title, rounds: [] }));
  for (let round = 0; round <= rounds; round++)
    for (const [place, variant] of rotated(Array.from(variants.entries()), round)) {
      const sample = await variant.measure();
      if (round > 0) measured[place]?.rounds.push(sample);
    }
  return measured;
}

export function rotated<T>(values: T[], by: number): T[] {
  const first = by % values.length;
  return [...values.slice(first), ...values.slice(0, first)];
}

/** For each variant its title and what `comparisonHead` names. */
export function comparison(measured: Measured[]): string[][] {
  return measured.map(({ title, rounds }, place) => {
    const sample = medianSample(rounds);
    const first = measured[0]?.rounds ?? [];
    const ratios = [throughputRatio(rounds, first), cpuRatio(rounds, first)];
    const cells = ratios.map((ratio) => (place === 0 ? "1" : ratioCell(ratio)));
    return [title, whole(sample.perSecond), ...cells, ...sampleCells(sample)];
  });
}
