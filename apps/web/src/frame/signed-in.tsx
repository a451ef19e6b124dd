import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { problemOf } from "../data/auth.ts";
import { useMe } from "../data/session.ts";
import { Failure } from "../ui/failure.tsx";
import { Connection } from "./connection.tsx";
import { type Reader, ReaderContext } from "./reader.ts";

const SignIn = lazy(async () => ({ default: (await import("../session/sign-in.tsx")).SignIn }));
const Nowhere = lazy(async () => ({ default: (await import("../session/nowhere.tsx")).Nowhere }));
const SessionEnded = lazy(async () => ({
  default: (await import("../session/session-ended.tsx")).SessionEnded,
}));

/**
 * Shows a screen to who has signed in, and the form to sign in to everybody else. If the session ends
 * meanwhile, the screen stays.
 */
export function SignedIn() {
  const me = useMe();
  const code = problemOf(me.error)?.code;
  useOneReader(me.data);
  if (code === "forbidden")
    return (
      <Suspense>
        <Nowhere />
      </Suspense>
    );
  if (me.data !== undefined)
    return (
      <ReaderContext value={me.data}>
        <Outlet />
        <Connection />
        <Suspense>{code === "unauthenticated" && <SessionEnded reader={me.data} />}</Suspense>
      </ReaderContext>
    );
  if (code === "unauthenticated")
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  return me.isError && <Failure error={me.error} reset={() => void me.refetch()} />;
}

/** Starts the page anew if, in another tab, somebody else signs in, or another organisation is chosen. */
function useOneReader(reader: Reader | undefined): void {
  const first = useRef<string>(undefined);
  useEffect(() => {
    if (reader === undefined) return;
    const now = `${reader.id} ${reader.organisation.id}`;
    first.current ??= now;
    if (first.current !== now) location.assign("/");
  }, [reader]);
}
