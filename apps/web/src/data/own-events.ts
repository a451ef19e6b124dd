/** The latest events of one's own on this page: what they changed is shown already. */
const own = new Set<string>();

const mostKept = 1000;

export function addOwnEvent(event_id: string): void {
  own.add(event_id);
  for (const oldest of own) if (own.size > mostKept) own.delete(oldest);
}

export function isOwnEvent(event_id: string): boolean {
  return own.has(event_id);
}
