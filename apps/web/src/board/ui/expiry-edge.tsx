import type { Engagement } from "@coulisses/client";
import { expiryOf } from "../model/expiry.ts";
import styles from "./bar.module.css";
import { useNow } from "./use-now.ts";

/** The right edge of an option: it shrinks as its expiry nears. */
export function ExpiryEdge({ option }: { option: Pick<Engagement, "status" | "expires_at"> }) {
  const expiry = expiryOf(option, useNow());
  if (expiry === undefined) return null;
  return (
    <span
      className={styles.expiry}
      data-state={expiry.state}
      style={{ blockSize: `${Math.round(expiry.left * 100)}%` }}
    />
  );
}
