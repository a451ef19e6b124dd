import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { parseView } from "../board/model/view.ts";
import { BoardScreen } from "../board/ui/board-screen.tsx";
import { Home } from "../frame/home.tsx";
import { SignedIn } from "../frame/signed-in.tsx";
import { parseSelection } from "./selection.ts";
import { parseProblemsView } from "../problems/view.ts";
import { parsePublishView } from "../publish/view.ts";
import { Failure } from "../ui/failure.tsx";

const root = createRootRoute();

/** The screens of those who have signed in. Each is loaded when it is opened, but for the board. */
const screens = createRoute({ getParentRoute: () => root, id: "screens", component: SignedIn });

const home = createRoute({ getParentRoute: () => screens, path: "/", component: Home });

const board = createRoute({
  getParentRoute: () => screens,
  path: "/board",
  validateSearch: parseView,
  component: BoardScreen,
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("../session/reset-screen.tsx"), "ResetScreen"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  validateSearch: ({ id }: Record<string, unknown>): { id?: string } =>
    typeof id === "string" ? { id } : {},
  component: lazyRouteComponent(
    () => import("../session/invitation-screen.tsx"),
    "InvitationScreen",
  ),
});

const skills = createRoute({
  getParentRoute: () => screens,
  path: "/skills",
  validateSearch: parseSelection,
  component: lazyRouteComponent(() => import("../skills/skills-screen.tsx"), "SkillsScreen"),
});

const publish = createRoute({
  getParentRoute: () => screens,
  path: "/publish",
  validateSearch: parsePublishView,
  component: lazyRouteComponent(() => import("../publish/publish-screen.tsx"), "PublishScreen"),
});

const problems = createRoute({
  getParentRoute: () => screens,
  path: "/problems",
  validateSearch: parseProblemsView,
  component: lazyRouteComponent(() => import("../problems/problems-screen.tsx"), "ProblemsScreen"),
});

/** The addresses of the screens. */
export const router = createRouter({
  routeTree: root.addChildren([
    reset,
    invitation,
    screens.addChildren([home, board, skills, publish, problems]),
  ]),
  defaultErrorComponent: Failure,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
