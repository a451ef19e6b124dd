import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { parseView } from "../board/model/view.ts";
import { BoardScreen } from "../board/ui/board-screen.tsx";
import { Failure } from "../ui/failure.tsx";

const root = createRootRoute();

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/board", search: parseView({}) });
  },
});

const boardRoute = createRoute({
  getParentRoute: () => root,
  path: "/board",
  validateSearch: parseView,
  component: BoardScreen,
});

/** The addresses of the screens. */
export const router = createRouter({
  routeTree: root.addChildren([home, boardRoute]),
  defaultErrorComponent: Failure,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
