import { useState } from "react";

/** What to do about a change that somebody else made while a form was open. */
export interface StaleChoice {
  /** Shows what is now, in place of what was typed. */
  take: () => void;
  /** Keeps what was typed, to be saved over what is now. */
  keep: () => void;
}

/**
 * A thing as it was when its form was opened: what is typed is not lost when the thing is loaded anew. Once a newer version
 * is known, `choice` tells how to go on after a refusal.
 *
 * @param now the thing as it is now
 * @param saving forgets its refusal when the choice is made
 */
export function useOpened<Thing extends { version: number }>(
  now: Thing | undefined,
  saving: { reset: () => void },
) {
  const [opened, setOpened] = useState(now);
  const [version, setVersion] = useState(now?.version ?? 0);
  const show = (thing: Thing | undefined) => {
    setOpened(thing);
    setVersion(thing?.version ?? 0);
  };
  const choose = (isTaken: boolean) => () => {
    if (isTaken) show(now);
    else setVersion(now?.version ?? 0);
    saving.reset();
  };
  const choice: StaleChoice = { take: choose(true), keep: choose(false) };
  return {
    opened,
    /** The version to be saved over. */
    version,
    /** Shows the thing as it was saved. */
    show,
    choice: now !== undefined && now.version > version ? choice : undefined,
  };
}
