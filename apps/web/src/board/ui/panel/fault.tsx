import { problemOf } from "@coulisses/client";
import { Refusal } from "../../../ui/refusal.tsx";
import field from "../../../ui/field.module.css";

interface Props {
  error: unknown;
  /** The paths of the fields that stand here. */
  paths: readonly string[];
}

/** Why a field was not saved: what the server says of it, or else why it refused the whole. */
export function Fault({ error, paths }: Props) {
  if (error === null) return null;
  const messages = issuesOf(error, paths);
  if (messages.length === 0) return <Refusal error={error} />;
  return (
    <p className={field.error} role="alert">
      {messages.join(" ")}
    </p>
  );
}

/** What the server says of some fields. */
export function issuesOf(error: unknown, paths: readonly string[]): string[] {
  const issues = problemOf(error)?.issues ?? [];
  return issues
    .filter(({ path }) => paths.includes(path.join(".")) || paths.includes(String(path[0])))
    .map(({ message }) => message);
}
