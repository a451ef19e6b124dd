import { problemOf } from "@coulisses/client";
import { lazy, Suspense } from "react";
import { forgetRefused, type Refused, useCarryOut, useRefused } from "../../../data/commands.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import styles from "./refused-note.module.css";
import { text } from "./text.ts";

/** Loaded when somebody else has changed what was moved. */
const StaleOrder = lazy(async () => ({
  default: (await import("../law/stale-order.tsx")).StaleOrder,
}));

/** Why the server refused the last command, and what can be done about it. */
export function RefusedNote() {
  const refused = useRefused();
  if (refused === undefined) return null;
  return (
    <div className={styles.note}>
      <Suspense>
        <What {...refused} />
      </Suspense>
      <Button aria-label={text.refused.close} onPress={forgetRefused}>
        ×
      </Button>
    </div>
  );
}

function What(refused: Refused) {
  const carryOut = useCarryOut();
  const { order, error } = refused;
  if (order === undefined) return <Refusal error={error} />;
  const refusal = (
    <Refusal
      error={error}
      isOfSeveral={"missions" in order && order.missions.length > 1}
      onOverride={(override_reason) => carryOut({ ...order, override_reason })}
    />
  );
  if (problemOf(error)?.code !== "stale") return refusal;
  return <StaleOrder order={order} refused={refused} otherwise={refusal} />;
}
