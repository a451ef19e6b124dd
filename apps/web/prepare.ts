// `pnpm start` and `pnpm demo` load this before the server.
import buildIfStale from "./build.ts";

buildIfStale();
