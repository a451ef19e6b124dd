/** The brackets of a statement, the innermost first; inside others they are a number: `from ⟦3⟧ as item`. */
type Scopes = readonly string[];

/** The tables that belong to organisations. */
type Tables = ReadonlySet<string>;

/** Why a database distributed by organisation would refuse a statement, or run it on every node. */
export function faultsOf(text: string, tables: Tables): string[] {
  const scopes = scopesOf(text);
  const isChange = scopes.some((scope) => /^(?:insert|update|delete)\b/.test(scope));
  const faults = scopes.flatMap((scope) => [
    ...unscoped(scope, { scopes, tables }),
    ...ownWrites(scope, { scopes, tables }),
    ...(isChange ? clocks(scope, scopes) : []),
    ...selectsInReturning(scope, scopes),
  ]);
  return [...new Set(faults)];
}

function scopesOf(text: string): Scopes {
  let rest = text.toLowerCase().replaceAll(/--.*|"/g, "");
  const scopes: string[] = [];
  const put = (scope: string) => scopes.push(scope.replaceAll(/\s+/g, " ").trim());
  for (;;) {
    const [inner, content] = /\(([^()]*)\)/.exec(rest) ?? [];
    if (inner === undefined || content === undefined) break;
    put(content);
    rest = rest.replace(inner, ` ⟦${scopes.length - 1}⟧`);
  }
  put(rest);
  return scopes;
}

/** All scopes of a text, at any depth. */
function within(text: string, scopes: Scopes): string[] {
  const inner = Array.from(text.matchAll(/⟦(\d+)⟧/g), ([, place]) => scopes[Number(place)] ?? "");
  return inner.flatMap((scope) => [scope, ...within(scope, scopes)]);
}

function tablesIn(scope: string, tables: Tables): string[] {
  const mentions = scope.matchAll(/\b(?:from|join|into|update|using) (\w+)/g);
  return Array.from(mentions, ([, table = ""]) => table).filter((table) => tables.has(table));
}

interface Known {
  scopes: Scopes;
  tables: Tables;
}

/** A table must be compared with the organisation's parameter in the brackets that name it. */
function unscoped(scope: string, { scopes, tables }: Known): string[] {
  const named = tablesIn(scope, tables);
  const compared = scope.match(/\borganisation_id = (?:\$\d|any ⟦)/g)?.length ?? 0;
  const [, columns = "", values = "", selected] =
    /into \w+ ⟦(\d+)⟧ (?:values ⟦(\d+)⟧|select (\S+))/.exec(scope) ?? [];
  const isInserted =
    scopes[Number(columns)]?.startsWith("organisation_id,") === true &&
    (selected ?? scopes[Number(values)] ?? "").startsWith("$");
  const missing = named.length - compared - Number(columns !== "" && isInserted);
  return missing > 0 ? [`does not name the organisation for each of ${named.join(", ")}`] : [];
}

/** A part in WITH may run before or after the rest. */
function ownWrites(scope: string, { scopes, tables }: Known): string[] {
  const [, written = ""] = /^(?:insert into|update|delete from) (\w+)/.exec(scope) ?? [];
  const asPart = new RegExp(` as (?:materialized )?⟦${scopes.indexOf(scope)}⟧`);
  if (!tables.has(written) || !scopes.some((other) => asPart.test(other))) return [];
  const own = new Set([scope, ...within(scope, scopes)]);
  const isRead = scopes.some(
    (other) => !own.has(other) && tablesIn(other, tables).includes(written),
  );
  return isRead ? [`reads ${written}, which its own WITH writes`] : [];
}

/** Each copy of a row would get another time. */
function clocks(scope: string, scopes: Scopes): string[] {
  const chosen = [
    ...Array.from(scope.matchAll(/\bcoalesce (⟦\d+⟧)/g), ([, place = ""]) => within(place, scopes)),
    ...Array.from(scope.matchAll(/\bcase .*? end\b/g), ([words]) => [words]),
  ].flat();
  const isChosen = chosen.some((words) => /\b(?:\w+_timestamp|now) ⟦/.test(words));
  return [
    ...(isChosen ? ["has a clock in CASE or COALESCE"] : []),
    ...(/^update\b.*\bclock_timestamp ⟦/.test(scope) ? ["has clock_timestamp() in UPDATE"] : []),
  ];
}

function selectsInReturning(scope: string, scopes: Scopes): string[] {
  const [, returned = ""] = /\breturning (.*)/.exec(scope) ?? [];
  const hasSelect = within(returned, scopes).some((inner) => inner.startsWith("select"));
  return hasSelect ? ["has a select in RETURNING"] : [];
}
