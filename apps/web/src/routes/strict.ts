/** Reads the parameters of an address, and takes out those that are not understood: the router would keep their text. */
export function strict<View extends object>(parse: (search: Record<string, unknown>) => View) {
  return (search: Record<string, unknown>): View => {
    const none = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));
    return { ...none, ...parse(search) };
  };
}
