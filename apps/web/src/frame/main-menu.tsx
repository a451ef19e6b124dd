import { chooseLanguage, language } from "../data/language.ts";
import { useSignOut } from "../data/session.ts";
import { Menu } from "../ui/menu.tsx";
import { text } from "../ui/text.ts";
import { useIsCompact } from "../ui/use-is-narrow.ts";
import { useOrganisationChoices } from "./organisation.tsx";
import { useReader } from "./reader.ts";

/**
 * Commands that are seldom needed: the language, the reference, and signing out; where the header has no
 * room for them, also the organisations.
 */
export function MainMenu() {
  const signOut = useSignOut();
  const { kind } = useReader();
  const organisations = useOrganisationChoices();
  const isCompact = useIsCompact();
  return (
    <Menu
      label={text.menu.label}
      sign="⋯"
      items={[
        ...(isCompact ? organisations : []),
        { id: "reference", label: text.menu.reference, href: "/docs/" },
        {
          id: "language",
          label: text.menu.language,
          onAction: () => chooseLanguage(language === "fr" ? "en" : "fr"),
        },
        ...(kind === "person"
          ? [{ id: "sign-out", label: text.menu.signOut, onAction: () => signOut.mutate() }]
          : []),
      ]}
    />
  );
}
