import { Link, Navigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Frame } from "../frame/frame.tsx";
import { type Reader, useReader } from "../frame/reader.ts";
import { InvitationsPart } from "./invitations-part.tsx";
import { KeysPart } from "./keys-part.tsx";
import { MembersPart } from "./members-part.tsx";
import { OrganisationPart } from "./organisation-part.tsx";
import { RecordPart } from "./record-part.tsx";
import styles from "./settings.module.css";
import { roles, text } from "./text.ts";
import { WorkingTimePart } from "./working-time-part.tsx";

type PartName = keyof typeof text.parts;

interface Part {
  name: PartName;
  screen: ReactNode;
  /** Only administrators may read it. */
  isReserved?: boolean;
  /** There is nothing in it where nobody signs in. */
  needsAccounts?: boolean;
}

const parts: readonly Part[] = [
  { name: "organisation", screen: <OrganisationPart /> },
  { name: "working-time", screen: <WorkingTimePart /> },
  { name: "members", screen: <MembersPart />, isReserved: true, needsAccounts: true },
  { name: "invitations", screen: <InvitationsPart />, isReserved: true, needsAccounts: true },
  { name: "keys", screen: <KeysPart />, isReserved: true },
  { name: "record", screen: <RecordPart />, isReserved: true },
];

/** What concerns the organisation as a whole, part by part. */
export function SettingsScreen() {
  const { part: name } = useParams({ from: "/screens/settings/$part" });
  const reader = useReader();
  const shown = parts.filter((part) => reader.kind !== "open" || part.needsAccounts !== true);
  const part = shown.find((one) => one.name === name);
  if (part === undefined)
    return <Navigate to="/settings/$part" params={{ part: "organisation" }} replace />;
  return (
    <Frame title={text.title}>
      <div className={styles.settings}>
        <nav className={styles.parts} aria-label={text.title}>
          {shown.map((one) => (
            <Link
              key={one.name}
              className={styles.part}
              to="/settings/$part"
              params={{ part: one.name }}
              activeOptions={{ includeSearch: false }}
              aria-current={one === part ? "page" : undefined}
              ref={one === part ? bringIntoView : undefined}
            >
              {text.parts[one.name]}
            </Link>
          ))}
          <a className={styles.part} href="/docs/">
            {text.reference}
          </a>
        </nav>
        {mayRead(reader, part) ? part.screen : <Reserved reader={reader} />}
      </div>
    </Frame>
  );
}

/** On a phone, the names of the parts are a line that scrolls. */
function bringIntoView(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function mayRead({ role }: Reader, { isReserved = false }: Part): boolean {
  return role === "admin" || !isReserved;
}

/** Says why a part is not shown. */
function Reserved({ reader }: { reader: Reader }) {
  return (
    <main className={styles.reserved}>
      <p>{text.reserved({ role: roles.names[reader.role] })}</p>
    </main>
  );
}
