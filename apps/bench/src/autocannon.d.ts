/** The part of autocannon that is used here: its published types stop at version 7. */
declare module "autocannon" {
  export interface Request {
    method: "GET" | "POST";
    path: string;
    headers?: Record<string, string>;
    body?: string;
  }

  export interface Client {
    setRequests(requests: Request[]): void;
    /** How many requests were sent, and after how many it ends. */
    readonly reqsMade: number;
    responseMax: number;
  }

  export interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Seconds that an answer may take. */
    timeout: number;
    /** Milliseconds between two checks whether the duration is over. */
    sampleInt: number;
    requests: Request[];
    setupClient(client: Client): void;
  }

  export interface Result {
    errors: number;
    timeouts: number;
    non2xx: number;
  }

  export interface Instance {
    on(
      event: "response",
      listener: (
        ...response: [client: Client, status: number, bytes: number, milliseconds: number]
      ) => void,
    ): this;
  }

  function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): Instance;

  export default autocannon;
}
