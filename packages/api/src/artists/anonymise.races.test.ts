import { expect, test } from "vitest";
import { refusal, stopper, testApi } from "../kit/factory.ts";
import { stage } from "../planning/engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist } = await stage(whole);
const { stopAt, untilWaiting } = await stopper(whole);

/** An artist on a mission so long that only an override can confirm them. */
async function onLongMission(status: "option" | "confirmed") {
  const { position_id } = await mission("05:00", "23:00");
  const artist_id = await artist("Wanted");
  const { outcomes } = await api.engagements.create({
    engagements: [{ position_id, artist_id, status, override_reason: "Wanted is ill" }],
  });
  const engagement_id = outcomes[0]?.engagement?.id ?? "";
  return { artist_id, engagement_id };
}

test("an artist anonymised while an engagement ends: no version is used twice", async () => {
  const { artist_id, engagement_id } = await onLongMission("confirmed");
  const stop = await stopAt("engagements", { id: engagement_id });
  await stop.held;
  const anonymising = api.artists.anonymise({ artist_id });
  await untilWaiting(1);
  const ending = api.engagements.cancel({ engagement_id });
  await untilWaiting(2, ending);
  await stop.release();
  await anonymising;
  // 1 as it was confirmed, 2 without personal data, 3 cancelled.
  expect(await ending).toMatchObject({ status: "cancelled", version: 3 });
});

test("an engagement read before its artist was anonymised is stale", async () => {
  const { artist_id, engagement_id } = await onLongMission("confirmed");
  const stop = await stopAt("engagements", { id: engagement_id });
  await stop.held;
  const anonymising = api.artists.anonymise({ artist_id });
  await untilWaiting(1);
  const ending = refusal(api.engagements.cancel({ engagement_id, expected_version: 1 }));
  await untilWaiting(2, ending);
  await stop.release();
  await anonymising;
  expect(await ending).toMatchObject({ status: 412, current: { version: 2 } });
});

test("an artist anonymised during their confirmation: no personal data stays", async () => {
  const { artist_id, engagement_id } = await onLongMission("option");
  const stop = await stopAt("engagements", { id: engagement_id });
  await stop.held;
  const override_reason = "Wanted is ill";
  const confirming = api.engagements.confirm({ engagements: [{ engagement_id, override_reason }] });
  await untilWaiting(1);
  const anonymising = api.artists.anonymise({ artist_id });
  await untilWaiting(2, anonymising);
  await stop.release();
  expect((await confirming).outcomes).toMatchObject([{ engagement: { override_reason } }]);
  await anonymising;
  expect(await api.engagements.get({ engagement_id })).toMatchObject({
    status: "confirmed",
    override_reason: null,
    overridden: [],
  });
});
