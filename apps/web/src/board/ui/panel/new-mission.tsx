import { text as shared } from "../../../ui/text.ts";
import type { Mission } from "@coulisses/client";
import { useState } from "react";
import { useChoices } from "../../../data/choices.ts";
import { useCreateMission, useZones } from "../../../data/missions.ts";
import { useReader } from "../../../frame/reader.ts";
import { Button } from "../../../ui/button.tsx";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { Field } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import field from "../../../ui/field.module.css";
import { Select } from "../../../ui/select.tsx";
import type { NewMission } from "../../model/view.ts";
import { readWhen, type When, whenOf } from "../../model/when.ts";
import { issuesOf } from "./fault.tsx";
import { kinds } from "./kinds.ts";
import { PanelFrame } from "./panel-frame.tsx";
import styles from "./panel.module.css";
import {
  emptyPosition,
  type PositionDraft,
  PositionFields,
  positionOf,
} from "./position-fields.tsx";
import { text } from "./text.ts";
import { WhenFields } from "./when-fields.tsx";

interface Props {
  /** What is known of it. */
  known: NewMission;
  onCreated: (mission_id: string) => void;
  onClose: () => void;
}

interface Draft {
  title: string;
  kind: Mission["kind"];
  venue_id: string | undefined;
  project_id: string | undefined;
  when: When;
  positions: readonly PositionDraft[];
}

/** The form of a new mission, filled in with what is known of it. */
export function NewMissionPanel({ known, onCreated, onClose }: Props) {
  const zoneOf = useZoneOf();
  const [draft, setDraft] = useState<Draft>(() => draftOf(known, zoneOf(known.venue_id)));
  const [isSent, setSent] = useState(false);
  const create = useCreateMission();
  const usualTitle = useUsualTitle(draft);
  const zone = zoneOf(draft.venue_id);

  function save(): void {
    setSent(true);
    const read = readWhen(draft.when, zone);
    const { venue_id, project_id = null, kind, title } = draft;
    if (!("times" in read) || venue_id === undefined) return;
    const positions = draft.positions.map(positionOf);
    create.mutate(
      { venue_id, project_id, kind, title: title.trim() || usualTitle, positions, ...read.times },
      { onSuccess: ({ id }) => onCreated(id) },
    );
  }

  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <PanelFrame label={text.create} heading={<h2>{text.create}</h2>} focus={0} onClose={onClose}>
      <Form onSubmit={save} error={create.error}>
        <div className={styles.fields}>
          <Field
            label={text.fields.title}
            name="title"
            autoFocus
            placeholder={usualTitle}
            value={draft.title}
            onChange={(title) => change({ title })}
          />
          <WhenFields
            when={draft.when}
            zone={zone}
            isFinished={isSent}
            onChange={(when) => change({ when })}
          />
          {issuesOf(create.error, ["starts_at", "ends_at"]).map((message) => (
            <p key={message} className={field.error}>
              {message}
            </p>
          ))}
          <Where draft={draft} isSent={isSent} onChange={change} />
        </div>
        <NewPositions positions={draft.positions} onChange={(positions) => change({ positions })} />
        <div>
          <Button type="submit" isPrimary isDisabled={create.isPending}>
            {text.submit}
          </Button>
        </div>
      </Form>
    </PanelFrame>
  );
}

function draftOf(known: NewMission, zone: string): Draft {
  return {
    title: "",
    kind: "montage",
    venue_id: known.venue_id,
    project_id: known.project_id,
    when: whenOf(known, zone),
    positions: [{ ...emptyPosition, skill: known.skill ?? null }],
  };
}

/** The zone of a venue; until it is chosen, the organisation's. */
function useZoneOf() {
  const zones = useZones();
  const { time_zone } = useReader().organisation;
  return (venue_id: string | undefined) => zones.get(venue_id ?? "") ?? time_zone;
}

/** "Montage Le Songe": what a mission is called if nobody says. */
function useUsualTitle({ kind, project_id }: Draft): string {
  const { production } = useChoices();
  const project = production.find(({ value }) => value === project_id)?.label;
  return [shared.kinds[kind], ...(project === undefined ? [] : [project])].join(" ");
}

interface WhereProps {
  draft: Draft;
  isSent: boolean;
  onChange: (part: Partial<Draft>) => void;
}

/** The fields of venue, production and kind. */
function Where({ draft, isSent, onChange }: WhereProps) {
  const choices = useChoices();
  const lacksVenue = isSent && draft.venue_id === undefined;
  return (
    <>
      <ComboBox
        opensOnFocus={false}
        label={text.fields.venue}
        name="venue_id"
        options={choices.venue}
        value={draft.venue_id}
        isInvalid={lacksVenue}
        onChange={(venue_id) => onChange({ venue_id })}
      />
      {lacksVenue && (
        <p className={field.error} role="alert">
          {text.form.noVenue}
        </p>
      )}
      <ComboBox
        opensOnFocus={false}
        label={text.fields.project}
        name="project_id"
        options={choices.production}
        value={draft.project_id}
        placeholder={text.fields.noProject}
        onChange={(project_id) => onChange({ project_id })}
      />
      <Select
        label={text.fields.kind}
        options={kinds}
        value={draft.kind}
        onChange={(key) => {
          const kind = kinds.find(({ value }) => value === key)?.value;
          if (kind !== undefined) onChange({ kind });
        }}
      />
    </>
  );
}

interface PositionsProps {
  positions: readonly PositionDraft[];
  onChange: (positions: readonly PositionDraft[]) => void;
}

function NewPositions({ positions, onChange }: PositionsProps) {
  return (
    <section className={styles.positions} aria-label={text.fields.positions}>
      <h3 className={styles.section}>{text.fields.positions}</h3>
      {positions.map((position, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a position that is not saved has no id
        <div key={index} className={styles.card}>
          <PositionFields
            draft={position}
            index={index}
            onChange={(changed) =>
              onChange(positions.map((one, at) => (at === index ? changed : one)))
            }
          />
          <div>
            <Button onPress={() => onChange(positions.filter((_, at) => at !== index))}>
              {text.positions.remove}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onPress={() => onChange([...positions, emptyPosition])}>
          {text.positions.add}
        </Button>
      </div>
    </section>
  );
}
