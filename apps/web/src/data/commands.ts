import type { Calendar } from "@coulisses/client";
import { gestureTexts } from "@coulisses/messages/screens/gestures";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { carriedOut, type PlanCommand, wantedBy } from "../board/model/carry-out.ts";
import { type MissionChange, wholeDays } from "../board/model/commands.ts";
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
  /** Undefined if it did not come to a command. */
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

/** What was done, and how it is called. */
interface Done {
  answer: Answer;
  label: string;
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
    mutationFn: async ({ order }: { order: Order; wanted: readonly Mission[] }) => {
      const { answer, label } = await send(order);
      await done(answer, label);
    },
    onError: (error, { order, wanted }) => {
      refused.set({ order, error, wanted });
      void refresh();
    },
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

function send(order: Order): Promise<Done> {
  if (order.type === "change") return sendChange(order);
  if (order.type === "copy") return sendCopy(order);
  if (order.type === "cancel") return sendCancel(order);
  if (order.type === "reassign") return sendReassign(order);
  return sendPlace(order);
}

async function sendChange({
  missions,
  override_reason,
}: Extract<Order, { type: "change" }>): Promise<Done> {
  const answer = await client.missions.updateMany.mutate({
    missions: missions.map(({ mission_id, version, from, to }) => ({
      mission_id,
      ...(to.start !== from.start && { starts_at: isoOf(to.start) }),
      ...(to.end !== from.end && { ends_at: isoOf(to.end) }),
      ...(to.venue_id !== from.venue_id && { venue_id: to.venue_id }),
      ...(to.project_id !== from.project_id && { project_id: to.project_id }),
      expected_version: version,
    })),
    ...(override_reason !== undefined && { override_reason }),
  });
  return { answer, label: text.change(countedIn(answer)) };
}

async function sendCopy({ missions }: Extract<Order, { type: "copy" }>): Promise<Done> {
  const whole = wholeDays(missions);
  const answer =
    whole === undefined
      ? await client.missions.createMany.mutate({
          missions: await Promise.all(missions.map(copyOf)),
        })
      : await client.missions.duplicate.mutate({
          mission_ids: missions.map(({ mission_id }) => mission_id),
          days: [whole.days],
          ...(whole.venue_id !== undefined && { venue_id: whole.venue_id }),
        });
  return { answer, label: text.copy(countedIn(answer)) };
}

/** A mission like another, at other times. */
async function copyOf({ mission_id, from, to }: MissionChange) {
  const original = await client.missions.get.query({ mission_id });
  const { title, kind, notes, positions, breaks } = original;
  const later = (time: string) =>
    isoOf(Temporal.Instant.from(time).epochMilliseconds + to.start - from.start);
  return {
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
  };
}

async function sendCancel({ missions }: Extract<Order, { type: "cancel" }>): Promise<Done> {
  const answer = await client.missions.updateMany.mutate({
    missions: missions.map(({ mission_id, version }) => ({
      mission_id,
      status: "cancelled",
      expected_version: version,
    })),
  });
  return { answer, label: text.cancel(countedIn(answer)) };
}

function countedIn({ missions }: { missions: readonly { title: string }[] }) {
  return { count: missions.length, title: missions[0]?.title ?? "" };
}

async function sendReassign({
  engagement: { id: engagement_id, version: expected_version, status: held },
  artist_id,
  override_reason,
}: Extract<Order, { type: "reassign" }>): Promise<Done> {
  const answer = await client.engagements.replace.mutate({
    engagement_id,
    artist_id,
    status: held === "confirmed" ? "confirmed" : "option",
    expected_version,
    limit: 1,
    ...(override_reason !== undefined && { override_reason }),
  });
  const { cancelled, replacement } = answer;
  const to = replacement?.artist.name ?? "";
  return { answer, label: text.reassign({ from: cancelled.artist.name, to }) };
}

async function sendPlace({
  position_id,
  artist_id,
  status,
  override_reason,
}: Extract<Order, { type: "place" }>): Promise<Done> {
  const answer = await client.engagements.create.mutate({
    engagements: [
      { position_id, artist_id, status, ...(override_reason !== undefined && { override_reason }) },
    ],
  });
  const name = answer.outcomes[0]?.engagement?.artist.name ?? "";
  return { answer, label: text[status]({ name }) };
}
