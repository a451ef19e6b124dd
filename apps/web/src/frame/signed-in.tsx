import { problemOf } from "@coulisses/client";
import { Outlet } from "@tanstack/react-router";
import { useMe } from "../data/session.ts";
import { SignIn } from "../session/sign-in.tsx";
import { Failure } from "../ui/failure.tsx";
import { ReaderContext } from "./reader.ts";

/** Shows a screen to who has signed in, and the form to sign in to everybody else. */
export function SignedIn() {
  const me = useMe();
  if (problemOf(me.error)?.code === "unauthenticated") return <SignIn />;
  if (me.data !== undefined)
    return (
      <ReaderContext value={me.data}>
        <Outlet />
      </ReaderContext>
    );
  return me.isError && <Failure error={me.error} reset={() => void me.refetch()} />;
}
