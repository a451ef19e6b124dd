import { useNavigate } from "@tanstack/react-router";
import { Menu } from "../ui/menu.tsx";
import { text } from "../ui/text.ts";

/** The screens of planners, in the order of the menu. */
const planners = [
  { to: "/board", name: "board" },
  { to: "/people", name: "people" },
  { to: "/venues", name: "venues" },
  { to: "/productions", name: "productions" },
  { to: "/skills", name: "skills" },
  { to: "/publish", name: "publish" },
  { to: "/problems", name: "problems" },
  { to: "/settings", name: "settings" },
] as const;

/** Leads to the other screens. */
export function ScreensMenu() {
  return <Menu label={text.screens.label} sign="◧" items={useScreens()} />;
}

/** The screens by name, and what leads to them. */
export function useScreens() {
  const navigate = useNavigate();
  return planners.map(({ to, name }) => ({
    id: to,
    label: text.screens[name],
    onAction: () => void navigate({ to }),
  }));
}
