import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { keepOnDevice } from "./data/kept.ts";
import { queryClient } from "./data/server.ts";
import { router } from "./routes/router.ts";

keepOnDevice(queryClient);

/** The whole application. */
export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  );
}
