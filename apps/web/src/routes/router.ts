import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { parseAgendaView } from "../agenda/view.ts";
import { parseView } from "../board/model/view.ts";
import { BoardScreen } from "../board/ui/board-screen.tsx";
import { FirstSettings, Home } from "../frame/home.tsx";
import { SignedIn } from "../frame/signed-in.tsx";
import { parseSelection } from "./selection.ts";
import { strict } from "./strict.ts";
import { parseProblemsView } from "../problems/view.ts";
import { parsePublishView } from "../publish/view.ts";
import { Failure } from "../ui/failure.tsx";
import { parsePeopleView } from "../people/view.ts";
import { parseVenuesView } from "../venues/view.ts";

const root = createRootRoute();

/** The screens of those who have signed in. Each is loaded when it is opened, but for the board. */
const screens = createRoute({ getParentRoute: () => root, id: "screens", component: SignedIn });

const home = createRoute({ getParentRoute: () => screens, path: "/", component: Home });

const board = createRoute({
  getParentRoute: () => screens,
  path: "/board",
  validateSearch: strict(parseView),
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

const people = createRoute({
  getParentRoute: () => screens,
  path: "/people",
  validateSearch: strict(parsePeopleView),
  component: lazyRouteComponent(() => import("../people/people-screen.tsx"), "PeopleScreen"),
});

const person = createRoute({
  getParentRoute: () => screens,
  path: "/people/$person_id",
  component: lazyRouteComponent(() => import("../people/person-screen.tsx"), "PersonScreen"),
});

const venues = createRoute({
  getParentRoute: () => screens,
  path: "/venues",
  validateSearch: strict(parseVenuesView),
  component: lazyRouteComponent(() => import("../venues/venues-screen.tsx"), "VenuesScreen"),
});

const productions = createRoute({
  getParentRoute: () => screens,
  path: "/productions",
  validateSearch: strict(parseSelection),
  component: lazyRouteComponent(
    () => import("../productions/productions-screen.tsx"),
    "ProductionsScreen",
  ),
});

const skills = createRoute({
  getParentRoute: () => screens,
  path: "/skills",
  validateSearch: strict(parseSelection),
  component: lazyRouteComponent(() => import("../skills/skills-screen.tsx"), "SkillsScreen"),
});

const agenda = createRoute({
  getParentRoute: () => screens,
  path: "/agenda",
  validateSearch: strict(parseAgendaView),
  component: lazyRouteComponent(() => import("../agenda/agenda-screen.tsx"), "AgendaScreen"),
});

const publish = createRoute({
  getParentRoute: () => screens,
  path: "/publish",
  validateSearch: strict(parsePublishView),
  component: lazyRouteComponent(() => import("../publish/publish-screen.tsx"), "PublishScreen"),
});

const problems = createRoute({
  getParentRoute: () => screens,
  path: "/problems",
  validateSearch: strict(parseProblemsView),
  component: lazyRouteComponent(() => import("../problems/problems-screen.tsx"), "ProblemsScreen"),
});

const firstSettings = createRoute({
  getParentRoute: () => screens,
  path: "/settings",
  component: FirstSettings,
});

const settings = createRoute({
  getParentRoute: () => screens,
  path: "/settings/$part",
  validateSearch: strict(parseSelection),
  component: lazyRouteComponent(() => import("../settings/settings-screen.tsx"), "SettingsScreen"),
});

/** The addresses of the screens. */
export const router = createRouter({
  routeTree: root.addChildren([
    reset,
    invitation,
    screens.addChildren([
      home,
      agenda,
      board,
      people,
      person,
      venues,
      productions,
      skills,
      publish,
      problems,
      firstSettings,
      settings,
    ]),
  ]),
  defaultErrorComponent: Failure,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
