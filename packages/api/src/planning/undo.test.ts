import { transact } from "@coulisses/database";
import { describe, expect, test } from "vitest";
import { record } from "../kit/change.ts";
import { authorize } from "../kit/context.ts";
import { refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";
import { lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

describe("an event is not undone", () => {
  test("that changed nothing", async () => {
    const made = await mission();
    const artist_id = await artist();
    const { id, version } = await place(made.position_id, artist_id, "option");
    const same = { id, version, mission_id: made.id };
    const authority = authorize(whole.context, "engagements.confirm");
    const values = [{ artist_id, before: same, after: same }];
    await transact(whole.database.db, (trx) =>
      record(trx, authority, { noun: "engagement", id, values }),
    );
    const undo = api.engagements.undo({ event_id: await lastEvent(whole, made.id) });
    expect(await refusal(undo)).toMatchObject({ status: 409, detail: "This changed nothing" });
  });
});
