/** One event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface ServerEvent {
  type: string;
  data: string;
  /** Undefined if the event has none, so that the last one stays. */
  id: string | undefined;
}

/** The events of a body, while they arrive. */
export async function* eventsIn(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<ServerEvent, void> {
  let event: Partial<ServerEvent> = {};
  for await (const line of linesIn(body)) {
    if (line !== "") event = withField(event, line);
    else {
      const { type = "message", data, id } = event;
      if (data !== undefined || id !== undefined) yield { type, data: data ?? "", id };
      event = {};
    }
  }
}

function withField(event: Partial<ServerEvent>, line: string): Partial<ServerEvent> {
  const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (name === "event") return { ...event, type: value };
  if (name === "id") return { ...event, id: value };
  if (name !== "data") return event;
  return { ...event, data: event.data === undefined ? value : `${event.data}\n${value}` };
}

async function* linesIn(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let rest = "";
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const lines = (rest + decoder.decode(read.value, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    await reader?.cancel();
  }
}
