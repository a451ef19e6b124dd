import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Database,
  Deadline,
  open,
  openForApplication,
  transact,
  transactionReplays,
  Unavailable,
} from "./database.ts";
import { createTestDatabase } from "./testing.ts";

const url = await createTestDatabase();
const owner = await open(url);
afterAll(() => owner.close());
const limits = { connections: 4, waitMillis: 200, statementMillis: 60_000 };

async function opened(changed: Partial<typeof limits> = {}): Promise<Database> {
  const database = await openForApplication(url, async () => {}, { ...limits, ...changed });
  afterAll(() => database.close());
  return database;
}

/** The reason why a piece of work failed. */
function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it was done"),
    (error: unknown) => error,
  );
}

/** Waits until the server runs so many statements with this text. */
async function untilRunning(text: string, count: 0 | 1): Promise<void> {
  const running = sql`
    select from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like ${`%${text}%`}`;
  while ((await running.execute(owner.db)).rows.length !== count) await setTimeout(5);
}

function sleep(mark: string) {
  return sql`select pg_sleep(600) as ${sql.id(mark)}`;
}

const organisation = () => ({ id: crypto.randomUUID(), name: "Compagnie du Pont" });

async function isStored({ id }: { id: string }): Promise<boolean> {
  const found = owner.db.selectFrom("organisations").select("id").where("id", "=", id);
  return (await found.execute()).length > 0;
}

describe("a connection that the server ends", () => {
  test.each([
    { when: "during a statement", mark: "ended_alone", inTransaction: false },
    { when: "during a transaction", mark: "ended_within", inTransaction: true },
  ])("$when fails that call as unavailable, and no other", async ({ mark, inTransaction }) => {
    const { db } = await opened();
    const work = inTransaction
      ? transact(db, (trx) => sleep(mark).execute(trx))
      : sleep(mark).execute(db);
    const failed = failureOf(work);
    await untilRunning(mark, 1);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where query like ${`%${mark}%`}
        and pid <> pg_backend_pid()`.execute(owner.db);
    expect(await failed).toMatchObject({ name: "Unavailable", reason: "away" });
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test("while it is idle is replaced", async () => {
    const { db, pool } = await opened();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(owner.db);
    while (pool().total > 0) await setTimeout(5);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test("because the server is read-only removes all others from the pool", async () => {
    const readOnly = await createTestDatabase();
    const other = await open(readOnly);
    afterAll(() => other.close());
    const name = sql.id(new URL(readOnly).pathname.slice(1));
    await sql`alter database ${name} set default_transaction_read_only = on`.execute(other.db);
    const database = await openForApplication(readOnly, async () => {}, limits);
    afterAll(() => database.close());
    const { db } = database;
    // Several separate connections.
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.1)`.execute(db)));
    await sql`alter database ${name} reset default_transaction_read_only`.execute(other.db);

    const insert = () => db.insertInto("organisations").values(organisation()).execute();
    expect(await failureOf(insert())).toMatchObject({ reason: "away", sqlstate: "25006" });
    for (let write = 0; write < 3; write += 1) await insert();
  });
});

describe("work fails as unavailable", () => {
  test("if a lock is not free in time", async () => {
    const { db } = await opened();
    await transact(owner.db, async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const read = db.selectFrom("artists").select("id").execute();
      expect(await failureOf(read)).toMatchObject({ reason: "busy", sqlstate: "55P03" });
    });
    expect(await db.selectFrom("artists").select("id").execute()).toEqual([]);
  });

  test("if no connection is free in time; one that comes late is released", async () => {
    const { db, pool } = await opened({ connections: 1 });
    await db.connection().execute(async () => {
      const late = failureOf(sql`select 1`.execute(db));
      expect(await late).toMatchObject({ reason: "busy", sqlstate: undefined });
      expect(pool()).toEqual({ total: 1, idle: 0, waiting: 1 });
    });
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test("if a statement takes too long", async () => {
    const { db } = await opened({ statementMillis: 100 });
    const failure = await failureOf(sleep("too_long").execute(db));
    expect(failure).toMatchObject({ reason: "deadline", sqlstate: "57014" });
  });
});

describe("a deadline", () => {
  test("cancels the running statement on the server, and rolls back", async () => {
    const { db } = await opened();
    const made = organisation();
    const work = new Deadline(300).run(() =>
      transact(db, async (trx) => {
        await trx.insertInto("organisations").values(made).execute();
        await sleep("past_its_deadline").execute(trx);
      }),
    );
    expect(await failureOf(work)).toMatchObject({ name: "Unavailable", reason: "deadline" });
    await untilRunning("past_its_deadline", 0);
    expect(await isStored(made)).toBe(false);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test("ends the work of a caller who disconnects", async () => {
    const { db } = await opened();
    const deadline = new Deadline(600_000);
    const failed = failureOf(deadline.run(() => sleep("for_nobody").execute(db)));
    await untilRunning("for_nobody", 1);
    deadline.cancel();
    expect(await failed).toBeInstanceOf(Unavailable);
    await untilRunning("for_nobody", 0);
  });

  test("that is over lets no statement begin", async () => {
    const { db } = await opened();
    const made = organisation();
    const deadline = new Deadline(20);
    const { promise: end, resolve } = Promise.withResolvers<unknown>();
    const work = deadline.run(() =>
      transact(db, async (trx) => {
        await trx.insertInto("organisations").values(made).execute();
        while (!deadline.over) await setTimeout(5);
      }).catch(resolve),
    );
    expect(await failureOf(work)).toBe(deadline.over);
    expect(await end).toBe(deadline.over);
    expect(await isStored(made)).toBe(false);
  });

  test("fails work that the database did not answer, also if a library hides it", async () => {
    const { db } = await opened();
    await transact(owner.db, async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const read = () => db.selectFrom("artists").select("id").execute();
      const deadline = new Deadline(600_000);
      const hidden = deadline.run(() => read().catch(() => "success"));
      expect(await failureOf(hidden)).toMatchObject({ reason: "busy", sqlstate: "55P03" });
      const disguised = deadline.run(async () => {
        await read().catch(() => {});
        throw new Error("There is no such session");
      });
      expect(await failureOf(disguised)).toMatchObject({ reason: "busy" });
      // Other work under the same deadline succeeds.
      expect(await deadline.run(async () => "fine")).toBe("fine");
    });
  });

  test("cannot be over after its work has ended", async () => {
    const { db } = await opened();
    const deadline = new Deadline(600_000);
    const read = () => sql<{ one: number }>`select 1 as one`.execute(db);
    const [first, second] = await Promise.all([deadline.run(read), deadline.run(read)]);
    expect([...first.rows, ...second.rows]).toEqual([{ one: 1 }, { one: 1 }]);
    deadline.cancel();
    expect(deadline.over).toBeUndefined();
  });
});

describe("transactions that fail", () => {
  const one = organisation();
  const other = organisation();

  test("in a deadlock are retried, and both take effect", async () => {
    const { db } = await opened({ waitMillis: 60_000 });
    await owner.db.insertInto("organisations").values([one, other]).execute();
    const replays: unknown[] = [];
    const listener = (message: unknown) => replays.push(message);
    transactionReplays.subscribe(listener);
    const arrived = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const rename = (ids: string[], turn: number) =>
      transact(db, async (trx) => {
        for (const id of ids) {
          await sql`
            update organisations set name = name || ${`+${turn}`}::text where id = ${id}
          `.execute(trx);
          arrived[turn]?.resolve();
          await Promise.all(arrived.map(({ promise }) => promise));
        }
      });
    await Promise.all([rename([one.id, other.id], 0), rename([other.id, one.id], 1)]);
    transactionReplays.unsubscribe(listener);
    const names = await owner.db
      .selectFrom("organisations")
      .select("name")
      .where("id", "in", [one.id, other.id])
      .execute();
    expect(names.map(({ name }) => name.split("+").toSorted())).toEqual([
      ["0", "1", one.name],
      ["0", "1", one.name],
    ]);
    expect(replays).toEqual([{ sqlstate: "40P01" }]);
  });

  test("are run at most four times, and then fail as unavailable", async () => {
    const { db } = await opened();
    let times = 0;
    const work = transact(db, async (trx) => {
      times += 1;
      await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(trx);
    });
    expect(await failureOf(work)).toMatchObject({ reason: "busy", sqlstate: "40001" });
    expect(times).toBe(4);
  });

  test("for another reason are not retried", async () => {
    const { db } = await opened();
    let times = 0;
    const work = transact(db, async () => {
      times += 1;
      throw new Error("changed my mind");
    });
    expect(await failureOf(work)).toEqual(new Error("changed my mind"));
    expect(times).toBe(1);
  });
});

test("an application that could rewrite the audit log is refused", async () => {
  const careless = await createTestDatabase();
  const other = await open(careless);
  await sql`grant insert on audit_events to coulisses_app`.execute(other.db);
  await other.close();
  const refused = openForApplication(careless, async () => {});
  await expect(refused).rejects.toThrow(
    /acts as coulisses_app .* could rewrite the record of changes/,
  );
});
