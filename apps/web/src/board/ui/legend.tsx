import type { Calendar, Engagement } from "@coulisses/client";
import type { CSSProperties } from "react";
import { barHeight } from "../model/layout.ts";
import type { Bar } from "../model/rows.ts";
import { text } from "../text.ts";
import { BarInside, statusOf } from "./bar.tsx";
import bars from "./bar.module.css";
import board from "./board.module.css";
import styles from "./legend.module.css";

type Mission = Calendar["missions"][number];

const style: CSSProperties = { blockSize: barHeight };

/** What the bars of the board mean, drawn as on the board. */
export function Legend() {
  return (
    <dl className={styles.legend}>
      {samples().map(({ name, bar, toTell = 0 }) => (
        <div key={name} className={styles.line}>
          <dt aria-hidden>
            <div className={bars.bar} data-status={statusOf(bar)} style={style}>
              <BarInside bar={bar} toTell={toTell} hasRoom />
            </div>
          </dt>
          <dd>{text.legend[name]}</dd>
        </div>
      ))}
      <div className={styles.line}>
        <dt aria-hidden>
          <div className={board.unavailable} style={style} />
        </dt>
        <dd>{text.legend.unavailable}</dd>
      </div>
    </dl>
  );
}

interface Sample {
  name: keyof typeof text.legend;
  bar: Bar;
  toTell?: number;
}

function samples(): Sample[] {
  const soon = Temporal.Now.instant().add({ hours: 40 }).toString();
  return [
    { name: "confirmed", bar: engaged() },
    { name: "option", bar: engaged({ status: "option", rank: 1, expires_at: soon }) },
    { name: "draft", bar: planned({ status: "draft" }) },
    { name: "cancelled", bar: planned({ status: "cancelled" }) },
    {
      name: "open",
      bar: planned({ coverage: { needed: 3, filled: 2, options: 0, positions: [] } }),
    },
    { name: "warn", bar: engaged({}, "warn") },
    { name: "block", bar: engaged({}, "block") },
    { name: "toTell", bar: engaged(), toTell: 1 },
    { name: "outside", bar: { ...place, kind: "busy", work: "outside" } },
  ];
}

const place = { key: "", lane: 0, start: 0, end: 1 };

function planned(values: Partial<Mission>): Bar {
  return { ...place, kind: "mission", mission: { ...mission, ...values }, level: undefined };
}

function engaged(values: Partial<Engagement> = {}, level?: "warn" | "block"): Bar {
  const on = { ...engagement, ...values };
  return { ...place, kind: "engagement", mission, engagement: on, level };
}

const times = { starts_at: "2027-05-03T08:00:00Z", ends_at: "2027-05-03T12:00:00Z" };

const mission: Mission = {
  ...times,
  id: "",
  title: text.legend.sample,
  kind: "montage",
  venue_id: "",
  venue: { id: "", name: "", time_zone: "UTC" },
  time_zone: "UTC",
  project_id: null,
  project: null,
  breaks: [],
  positions: [],
  notes: null,
  status: "published",
  is_template: false,
  version: 1,
  coverage: { needed: 3, filled: 3, options: 0, positions: [] },
};

const engagement: Engagement = {
  ...times,
  id: "",
  mission_id: "",
  position_id: "",
  artist_id: "",
  artist: { id: "", name: "" },
  status: "confirmed",
  rank: null,
  expires_at: null,
  decided_at: times.starts_at,
  reason: null,
  cachets: null,
  override_reason: null,
  overridden: [],
  version: 1,
};
