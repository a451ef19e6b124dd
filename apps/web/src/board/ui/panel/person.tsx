import type { Engagement, Finding, Mission } from "@coulisses/client";
import { useState } from "react";
import { useCancel, useConfirm } from "../../../data/plan.ts";
import { dayAndClock } from "../../../data/times.ts";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { text as board } from "../../text.ts";
import { EngagementRefused } from "../law/engagement-refused.tsx";
import { EndForm } from "./end-form.tsx";
import styles from "./panel.module.css";
import { Replacing } from "./replacing.tsx";
import { text } from "./text.ts";

interface Props {
  engagement: Engagement;
  mission: Mission;
  findings: readonly Finding[];
  isReadOnly: boolean;
}

type Asked = "decline" | "cancel" | "replace";

/** Somebody who is on a position, or asked for it. */
export function Person({ engagement, mission, findings, isReadOnly }: Props) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <div className={styles.person}>
      <div className={styles.line}>
        <div className={styles.name}>
          <p className={styles.cut} dir="auto" title={engagement.artist.name}>
            {engagement.artist.name}
          </p>
          <p className={styles.muted}>{stateOf(engagement, mission.time_zone)}</p>
        </div>
        {!isReadOnly && <Buttons engagement={engagement} onAsk={setAsked} />}
      </div>
      {findings.map(({ rule, level, message }) => (
        <p key={rule + message} className={styles.finding} data-level={level}>
          {message}
        </p>
      ))}
      {asked === "replace" && (
        <Replacing engagement={engagement} mission_id={mission.id} onDone={close} />
      )}
      {(asked === "decline" || asked === "cancel") && (
        <EndForm engagement={engagement} to={asked} onDone={close} />
      )}
    </div>
  );
}

/** Confirms an option, takes somebody off, and what is seldom needed. */
function Buttons({ engagement, onAsk }: { engagement: Engagement; onAsk: (asked: Asked) => void }) {
  const { artist, status, id, version } = engagement;
  const confirm = useConfirm(engagement);
  const cancel = useCancel(engagement);
  const isBusy = confirm.isPending || cancel.isPending;
  const sent = { engagement_id: id, expected_version: version };
  const actions: readonly Asked[] =
    status === "option" ? ["replace", "decline", "cancel"] : ["replace", "cancel"];
  return (
    <>
      {status === "option" && (
        <Button isDisabled={isBusy} onPress={() => confirm.mutate({ engagements: [sent] })}>
          {board.panel.confirm}
        </Button>
      )}
      <Menu
        label={text.people.more({ name: artist.name })}
        sign="⋯"
        items={actions.map((action) => ({
          id: action,
          label: text.people[action],
          onAction: () => onAsk(action),
        }))}
      />
      <Button
        isDisabled={isBusy}
        aria-label={board.panel.removeSomebody({ name: artist.name })}
        onPress={() => cancel.mutate(sent)}
      >
        ×
      </Button>
      {confirm.error !== null && (
        <div className={styles.wide}>
          <EngagementRefused
            error={confirm.error}
            engagement={engagement}
            status="confirmed"
            onKeep={confirm.reset}
            onSend={(again) => confirm.mutate({ engagements: [{ ...sent, ...again }] })}
          />
        </div>
      )}
      {cancel.error !== null && (
        <div className={styles.wide}>
          <EngagementRefused
            error={cancel.error}
            engagement={engagement}
            status="cancelled"
            onKeep={cancel.reset}
            onSend={({ expected_version = version }) =>
              cancel.mutate({ ...sent, expected_version })
            }
          />
        </div>
      )}
    </>
  );
}

/** "option 2 · expire mar. 5 mai, 14 h" */
function stateOf(engagement: Engagement, time_zone: string): string {
  const { status, expires_at } = engagement;
  if (status !== "option") return board.board.confirmed;
  const expiry =
    expires_at === null ? [] : [text.people.expires({ at: dayAndClock(expires_at, time_zone) })];
  return [board.board.option(engagement), ...expiry].join(" · ");
}
