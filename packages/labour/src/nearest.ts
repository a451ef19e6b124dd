import type { ProfileFault } from "./faults.ts";
import type { Override, RuleFacts, RuleSetting } from "./rule.ts";
import type { Level } from "./work.ts";

/** From the strongest to the weakest. */
const levels: readonly Level[] = ["block", "warn", "info"];

/** A value that is allowed, and why the given one is not. */
interface Nearest<T> {
  value: T;
  fault?: ProfileFault | undefined;
}

/** The setting of a rule that is allowed and nearest to the wanted one, and what is wrong with that one. */
export function nearestSetting(
  rule: RuleFacts,
  base: RuleSetting,
  override: Override,
): { setting: RuleSetting; faults: ProfileFault[] } {
  const on = nearestOn(rule, base, override.on);
  const level = nearestLevel(rule, base, override.level);
  const figures = Object.entries({ ...base.limits, ...override.limits }).map(
    ([name, value]) => [name, nearestFigure(rule, name, { value, base })] as const,
  );
  const limits = Object.fromEntries(
    figures.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const contradiction = rule.fault(limits);
  const found = [on.fault, level.fault, ...figures.map(([, { fault }]) => fault), contradiction];
  return {
    setting: {
      on: on.value,
      level: level.value,
      limits: contradiction === undefined ? limits : base.limits,
    },
    faults: found.filter((fault) => fault !== undefined),
  };
}

function nearestOn(
  { id: rule, publicOrder: article }: RuleFacts,
  base: RuleSetting,
  on = base.on,
): Nearest<boolean> {
  if (typeof on !== "boolean")
    return { value: base.on, fault: { code: "on-not-boolean", params: { rule } } };
  if (on || article === undefined) return { value: on };
  return { value: true, fault: { code: "public-order-off", params: { rule, article } } };
}

function nearestLevel(
  { id: rule, level: least, publicOrder: article }: RuleFacts,
  base: RuleSetting,
  level = base.level,
): Nearest<Level> {
  if (!levels.includes(level))
    return { value: base.level, fault: { code: "unknown-level", params: { rule, level, levels } } };
  if (article === undefined || levels.indexOf(level) <= levels.indexOf(least))
    return { value: level };
  const params = { rule, level, least, article };
  return { value: least, fault: { code: "public-order-level", params } };
}

function nearestFigure(
  { id: rule, figures }: RuleFacts,
  name: string,
  { value, base }: { value: number; base: RuleSetting },
): Nearest<number | undefined> {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (figure === undefined) {
    const params = { rule, figure: name, figures: Object.keys(figures) };
    return { value: undefined, fault: { code: "unknown-figure", params } };
  }
  const { min, max, bounds } = figure;
  if (Number.isInteger(value) && value >= min && value <= max) return { value };
  const near = Math.min(Math.max(Math.round(value), min), max);
  return {
    value: Number.isNaN(near) ? base.limits[name] : near,
    fault: { code: "out-of-bounds", params: { rule, figure: name, value, min, max, bounds } },
  };
}
