import type { Calendar } from "@coulisses/client";
import { gestureTexts } from "@coulisses/messages/screens/gestures";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { carriedOut, type PlanCommand, remaining, wantedBy } from "../board/model/carry-out.ts";
import { inOrder, type MissionChange, wholeDays } from "../board/model/commands.ts";
import { inLanguage } from "./language.ts";
import type { Mission } from "./plan.ts";
import { useRefresh } from "./refresh.ts";
import { client, server } from "./server.ts";
import { createStore, useStored } from "./store.ts";
import { isoOf } from "./times.ts";
import { type Answer, useDone } from "./undo.ts";

const text = inLanguage(gestureTexts).done;

/** A command with the reason to override what blocks it, from those who may. */
export type Order = PlanCommand & { readonly override_reason?: string | undefined };

export interface Refused {
  /** What of it was not done; undefined if it did not come to a command. */
  readonly order?: Order;
  readonly error: unknown;
  /** The missions as they would be, over what was seen of them. */
  readonly wanted?: readonly Mission[];
}

const refused = createStore<Refused | undefined>(undefined);

/** The last command if the server refused it, and why. */
export function useRefused(): Refused | undefined {
  return useStored(refused, (value) => value);
}

/** Shows why something could not become a command. */
export function showRefusal(error: unknown): void {
  refused.set({ error });
}

export function forgetRefused(): void {
  refused.set(undefined);
}

/** What was done, one call after the other, and why it went no further. */
interface Progress {
  answers: Answer[];
  label: string;
  error?: unknown;
}

/**
 * Carries out commands, one after the other. Each shows on the board at once; what the server answers then takes
 * its place.
 */
export function useCarryOut(): (order: Order) => void {
  const cache = useQueryClient();
  const done = useDone();
  const refresh = useRefresh();
  const queryKey = server.calendar.pathKey();
  const { mutate } = useMutation({
    scope: { id: "plan" },
    mutationFn: async ({ order, wanted }: { order: Order; wanted: readonly Mission[] }) => {
      const { answers, label, error } = await send(order).catch(failed);
      if (answers.length > 0) await done(answers, label);
      if (error === undefined) return;
      refused.set({ order: remaining(order, answers.length), error, wanted });
      await refresh();
    },
    onError: showRefusal,
  });
  return (order) => {
    forgetRefused();
    const seen = cache.getQueriesData<Calendar>({ queryKey }).flatMap(([, one]) => one ?? []);
    const wanted = seen.flatMap((calendar) => wantedBy(calendar, order));
    // What is on its way would show the plan before the command.
    void cache.cancelQueries({ queryKey });
    cache.setQueriesData<Calendar>(
      { queryKey },
      (calendar) => calendar && carriedOut(calendar, order),
    );
    mutate({ order, wanted });
  };
}

function failed(error: unknown): Progress {
  return { answers: [], label: "", error };
}

function send(order: Order): Promise<Progress> {
  if (order.type === "change") return sendChange(order);
  if (order.type === "copy") return sendCopy(order);
  if (order.type === "cancel") return sendCancel(order);
  if (order.type === "reassign") return sendReassign(order);
  return sendPlace(order);
}

async function sendChange({
  missions,
  override_reason,
}: Extract<Order, { type: "change" }>): Promise<Progress> {
  return inTurn(inOrder(missions), {
    call: ({ mission_id, version, from, to }) =>
      client.missions.update.mutate({
        mission_id,
        ...(to.start !== from.start && { starts_at: isoOf(to.start) }),
        ...(to.end !== from.end && { ends_at: isoOf(to.end) }),
        ...(to.venue_id !== from.venue_id && { venue_id: to.venue_id }),
        ...(to.project_id !== from.project_id && { project_id: to.project_id }),
        ...(override_reason !== undefined && { override_reason }),
        expected_version: version,
      }),
    label: text.change,
  });
}

async function sendCopy({ missions }: Extract<Order, { type: "copy" }>): Promise<Progress> {
  const whole = wholeDays(missions);
  if (whole === undefined) return inTurn(missions, { call: copyOne, label: text.copy });
  const { days, venue_id } = whole;
  const answer = await client.missions.duplicate.mutate({
    mission_ids: missions.map(({ mission_id }) => mission_id),
    days: [days],
    ...(venue_id !== undefined && { venue_id }),
  });
  const [first] = answer.missions;
  const label = text.copy({ count: answer.missions.length, title: first?.title ?? "" });
  return { answers: [answer], label };
}

/** Creates a mission like another, at other times. */
async function copyOne({ mission_id, from, to }: MissionChange) {
  const original = await client.missions.get.query({ mission_id });
  const { title, kind, notes, positions, breaks } = original;
  const later = (time: string) =>
    isoOf(Temporal.Instant.from(time).epochMilliseconds + to.start - from.start);
  return client.missions.create.mutate({
    venue_id: to.venue_id,
    project_id: to.project_id,
    title,
    kind,
    notes,
    starts_at: isoOf(to.start),
    ends_at: isoOf(to.end),
    breaks: breaks.map(({ starts_at, ends_at }) => ({
      starts_at: later(starts_at),
      ends_at: later(ends_at),
    })),
    positions: positions.map(({ id: _id, ...position }) => position),
  });
}

async function sendCancel({ missions }: Extract<Order, { type: "cancel" }>): Promise<Progress> {
  return inTurn(missions, {
    call: ({ mission_id, version }) =>
      client.missions.update.mutate({ mission_id, status: "cancelled", expected_version: version }),
    label: text.cancel,
  });
}

async function sendReassign({
  engagement: { id: engagement_id, version: expected_version, position_id, status },
  artist_id,
  override_reason,
}: Extract<Order, { type: "reassign" }>): Promise<Progress> {
  if (status === "confirmed") {
    const answer = await client.engagements.replace.mutate({
      engagement_id,
      artist_id,
      expected_version,
      limit: 1,
      ...(override_reason !== undefined && { override_reason }),
    });
    const { cancelled, replacement } = answer;
    const to = replacement?.artist.name ?? "";
    return { answers: [answer], label: text.reassign({ from: cancelled.artist.name, to }) };
  }
  // An option for the other first: if it is refused, nobody has lost theirs.
  const asked = await client.engagements.create.mutate({
    engagements: [{ position_id, artist_id, status: "option" }],
  });
  const to = asked.outcomes[0]?.engagement?.artist.name ?? "";
  try {
    const ended = await client.engagements.cancel.mutate({ engagement_id, expected_version });
    return { answers: [asked, ended], label: text.reassign({ from: ended.artist.name, to }) };
  } catch (error) {
    return { answers: [asked], label: text.option({ name: to }), error };
  }
}

async function sendPlace({
  position_id,
  artist_id,
  status,
  override_reason,
}: Extract<Order, { type: "place" }>): Promise<Progress> {
  const answer = await client.engagements.create.mutate({
    engagements: [
      { position_id, artist_id, status, ...(override_reason !== undefined && { override_reason }) },
    ],
  });
  const name = answer.outcomes[0]?.engagement?.artist.name ?? "";
  return { answers: [answer], label: text[status]({ name }) };
}

/** Calls the server for one after the other, up to the first refusal. What was done before is one step to undo. */
async function inTurn<Item>(
  items: readonly Item[],
  {
    call,
    label,
  }: {
    call: (item: Item) => Promise<Answer & { title: string }>;
    label: (missions: { count: number; title: string }) => string;
  },
): Promise<Progress> {
  const answers: (Answer & { title: string })[] = [];
  const progress = () => ({
    answers,
    label: label({ count: answers.length, title: answers[0]?.title ?? "" }),
  });
  for (const item of items)
    try {
      answers.push(await call(item));
    } catch (error) {
      return { ...progress(), error };
    }
  return progress();
}
