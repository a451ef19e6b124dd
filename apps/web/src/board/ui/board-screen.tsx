import type { Calendar } from "@coulisses/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useToTell } from "../../data/changed.ts";
import { useCut, useShowSelected } from "../../data/live.ts";
import { useCalendar, useColours } from "../../data/plan.ts";
import { text } from "../text.ts";
import { Frame } from "../../frame/frame.tsx";
import { useMayPlan, useReader } from "../../frame/reader.ts";
import { Failure } from "../../ui/failure.tsx";
import { RowsSkeleton } from "../../ui/rows-skeleton.tsx";
import { useIsNarrow } from "../../ui/use-is-narrow.ts";
import { activeFilters, filtered, named } from "../model/filters.ts";
import { labelWidth } from "../model/layout.ts";
import { openSeats, rowsOf } from "../model/rows.ts";
import { type Scale, scaleOf } from "../model/scale.ts";
import { creating, firstDayOf, selecting, type View, zooms } from "../model/view.ts";
import { ActiveFilters } from "./active-filters.tsx";
import styles from "./board-screen.module.css";
import { Board } from "./board.tsx";
import { Corner } from "./corner.tsx";
import { SidePanel } from "./side-panel.tsx";
import { Skeleton } from "./skeleton.tsx";
import { ToTellContext } from "./to-tell.ts";
import { Tools } from "./tools.tsx";
import { useLawOf } from "./law/use-law.ts";
import { Toolbar } from "./toolbar.tsx";
import { useWidth } from "./use-width.ts";

/** Instead of the board on a phone. */
const PlanAgenda = lazy(async () => ({
  default: (await import("../../agenda/plan-agenda.tsx")).PlanAgenda,
}));

/** In an organisation that has planned nothing yet. */
const FirstSteps = lazy(async () => ({
  default: (await import("./first-steps.tsx")).FirstSteps,
}));

const List = lazy(async () => ({ default: (await import("./list.tsx")).List }));

/** Pixels that an hour takes at least. */
const leastPixels = { day: 40, week: 5, fortnight: 5, month: 2.5 };

/** The home of planners: what is planned, who is on it and what is missing. */
export function BoardScreen() {
  const view = useSearch({ from: "/screens/board" });
  const navigate = useNavigate({ from: "/board" });
  const show = (next: View) => void navigate({ search: next });
  const { time_zone } = useReader().organisation;
  const day = firstDayOf(view, Temporal.Now.plainDateISO(time_zone));
  const create = () => show(creating(view, { day, time_zone }));
  const mayPlan = useMayPlan();
  return (
    <Frame
      title={text.board.title}
      tools={<Toolbar view={view} onChange={show} time_zone={time_zone} />}
      {...(mayPlan && { add: { label: text.board.create, sign: "+", onPress: create } })}
    >
      <Plan view={view} onChange={show} onCreate={create} time_zone={time_zone} />
    </Frame>
  );
}

interface PlanProps {
  view: View;
  onChange: (view: View) => void;
  onCreate: () => void;
  time_zone: string;
}

/** The board, and beside it what is selected. */
function Plan({ view, onChange, onCreate, time_zone }: PlanProps) {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const width = useWidth(frame) - labelWidth;
  const scale = useScale(view, { time_zone, width });
  const calendar = useCalendar(scale, view);
  // Asked for at once: bars would change their colours.
  const colours = useColours();
  useLawOf(calendar, scale);
  const toTell = useToTell(scale, calendar.dataUpdatedAt);
  const shown = useFiltered(calendar.data, view);
  useShowSelected(view.mission);
  // While the server is away, what is on the board stays, and one line says it.
  const isAway = useCut() !== undefined;
  const isFailed = calendar.isError && !(isAway && calendar.data !== undefined);
  const isSplit = view.mission !== undefined || view.create !== undefined;
  // How often a mission was opened by keyboard: the panel takes the focus then.
  const [opened, setOpened] = useState(0);
  const focusBoard = () => frame?.querySelector<HTMLElement>("[role=grid]")?.focus();
  return (
    <ToTellContext value={toTell}>
      <div className={styles.plan} data-split={isSplit || undefined}>
        <main ref={setFrame} className={styles.frame}>
          <Tools view={view} calendar={calendar.data} scale={scale} onChange={onChange} />
          <ActiveFilters view={view} calendar={shown} onChange={onChange} />
          {isFailed && <Failure error={calendar.error} reset={() => void calendar.refetch()} />}
          <Content
            {...{ view, scale, colours, onChange }}
            calendar={shown}
            isPending={calendar.isPending}
            isDrawn={width > 0}
            onOpen={() => setOpened(opened + 1)}
          />
          <Begin
            {...{ view, onChange, onCreate }}
            isDue={calendar.data?.missions.length === 0 && !isSplit}
            onLoaded={focusBoard}
          />
        </main>
        {isSplit && (
          <SidePanel
            view={view}
            calendar={calendar.data}
            focus={opened}
            onChange={onChange}
            onClosed={focusBoard}
          />
        )}
      </div>
    </ToTellContext>
  );
}

interface BeginProps extends Omit<PlanProps, "time_zone"> {
  /** Whether there is nothing on the board. */
  isDue: boolean;
  onLoaded: () => void;
}

/** What to do first, for planners of an organisation that has planned nothing yet. */
function Begin({ isDue, view, onChange, onCreate, onLoaded }: BeginProps) {
  const [isBusy, setBusy] = useState(false);
  const mayPlan = useMayPlan();
  if (!mayPlan || (!isDue && !isBusy)) return null;
  return (
    <Suspense>
      <FirstSteps
        onCreate={onCreate}
        onBusy={setBusy}
        onLoaded={(from) => {
          onChange({ ...view, from });
          onLoaded();
        }}
      />
    </Suspense>
  );
}

interface ContentProps extends Omit<SurfaceProps, "calendar"> {
  /** Undefined until it is loaded. */
  calendar: Calendar | undefined;
  isPending: boolean;
  /** Whether there is room to draw in. */
  isDrawn: boolean;
}

/** The plan as a board or a list, or on a phone as an agenda. */
function Content({ calendar, isPending, isDrawn, ...shared }: ContentProps) {
  const { view, onChange } = shared;
  const isNarrow = useIsNarrow();
  const isBoard = !isNarrow && view.layout !== "list";
  if (isBoard)
    return (
      isDrawn && (
        <div className={styles.board}>
          <Corner view={view} onChange={onChange} />
          {calendar && <Surface {...shared} calendar={calendar} />}
          {isPending && <Skeleton scale={shared.scale} />}
        </div>
      )
    );
  if (calendar === undefined) return isPending && <RowsSkeleton />;
  const empty = emptyOf(view);
  return (
    <Suspense>
      {isNarrow ? (
        <PlanAgenda
          missions={calendar.missions}
          empty={empty}
          onOpen={(id) => onChange({ ...view, mission: id })}
        />
      ) : (
        <List calendar={calendar} view={view} empty={empty} onChange={onChange} />
      )}
    </Suspense>
  );
}

/** What to say where nothing is shown. */
function emptyOf(view: View): string {
  return activeFilters(view).length > 0 ? text.filters.none : text.board.empty;
}

/** Where the days are that a view shows, in the width that there is. */
function useScale(view: View, { time_zone, width }: { time_zone: string; width: number }): Scale {
  const { zoom, from } = view;
  return useMemo(() => {
    const days = zooms[zoom];
    return scaleOf({
      from: firstDayOf({ zoom, from }, Temporal.Now.plainDateISO(time_zone)),
      days,
      time_zone,
      pixelsPerHour: Math.max(leastPixels[zoom], width / (days * 24)),
    });
  }, [zoom, from, time_zone, width]);
}

/** What the filters let through. The same object until something of it changes. */
function useFiltered(calendar: Calendar | undefined, view: View): Calendar | undefined {
  const { venue, production, skill, person, status, unfilled, findings } = view;
  return useMemo(
    () => calendar && filtered(calendar, view),
    // oxlint-disable-next-line react/exhaustive-deps -- what else is in the view filters nothing
    [calendar, venue, production, skill, person, status, unfilled, findings],
  );
}

interface SurfaceProps {
  calendar: Calendar;
  /** Of productions, by id. */
  colours: ReadonlyMap<string, string>;
  view: View;
  scale: Scale;
  onChange: (view: View) => void;
  /** Called in addition, when a mission was selected by keyboard. */
  onOpen: () => void;
}

function Surface({ calendar, colours, view, scale, onChange, onOpen }: SurfaceProps) {
  const all = useMemo(() => rowsOf(calendar, view.rows), [calendar, view.rows]);
  const rows = useMemo(() => named(all, view.q), [all, view.q]);
  const open = useMemo(() => openSeats(calendar), [calendar]);
  // Missions that nobody is on are in the row on top only.
  const isOnTop = all.length === 0 && open.bars.length > 0;
  const drawing = useMemo(() => {
    const hueOf = (id: string | null) => colours.get(id ?? "") ?? "var(--accent)";
    return { scale, rows: view.rows, hueOf };
  }, [scale, view.rows, colours]);
  return (
    <Board
      rows={rows}
      open={open}
      drawing={drawing}
      selected={view.mission}
      empty={isOnTop ? undefined : emptyOf(view)}
      onSelect={(mission) => onChange(selecting(view, mission))}
      onOpen={(mission) => {
        onChange(selecting(view, mission));
        onOpen();
      }}
    />
  );
}
