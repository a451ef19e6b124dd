import { describe, expect, test } from "vitest";
import { choosePosition } from "./positions.ts";

const position = (id: string, skill: string | null, min_level: number | null = null) => ({
  id,
  skill,
  skill_label: skill,
  min_level,
  count: 1,
  label: null,
});

function mission(positions: ReturnType<typeof position>[], full: string[] = []) {
  const coverage = positions.map(({ id }) => ({
    position_id: id,
    needed: 1,
    filled: full.includes(id) ? 1 : 0,
    options: 0,
  }));
  return { positions, coverage: { needed: 1, filled: 0, options: 0, positions: coverage } };
}

const sound = position("sound", "son");
const light = position("light", "lumiere");
const anything = position("anything", null);

describe("The position for somebody who is dropped on a mission", () => {
  test("is the only open one", () => {
    expect(choosePosition(mission([sound, light], ["light"]), [])).toEqual({
      position_id: "sound",
    });
  });

  test("is the one whose skill they have", () => {
    const skills = [{ code: "lumiere", level: 2 }];
    expect(choosePosition(mission([sound, light, anything]), skills)).toEqual({
      position_id: "light",
    });
  });

  test("is the one that asks for no skill if they have none of the others", () => {
    expect(choosePosition(mission([sound, anything]), [])).toEqual({ position_id: "anything" });
  });

  test("is asked for where several fit or none does", () => {
    const both = [
      { code: "son", level: 1 },
      { code: "lumiere", level: 1 },
    ];
    expect(choosePosition(mission([sound, light]), both).ask).toEqual([sound, light]);
    expect(choosePosition(mission([sound, light]), []).ask).toEqual([sound, light]);
  });

  test("asks for the level as well as the skill", () => {
    const expert = position("expert", "son", 3);
    expect(choosePosition(mission([expert, sound]), [{ code: "son", level: 1 }])).toEqual({
      position_id: "sound",
    });
  });

  test("can be a full one if all are", () => {
    expect(choosePosition(mission([sound], ["sound"]), [])).toEqual({ position_id: "sound" });
  });
});
