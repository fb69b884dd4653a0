import { type Kysely, sql } from 'kysely';
import { DAY_MS, personNames } from './memory-state.ts';
import { SCHEMA, TABLES, type Tables } from './schema.ts';
import type { SqlStateOptions } from './sql-state.ts';
import type { State } from './state.ts';

/** How many rows are read at a time for an export. */
const PAGE = 500;

/** The methods of State that go through whole tables. */
export function upkeep(
  db: Kysely<Tables>,
  { keepDays, keep, sealer, persons, home }: SqlStateOptions,
): Pick<State, 'retain' | 'forget' | 'export' | 'stats'> {
  /** What was sealed with a key of before is sealed with the present one, so that the old key can go. */
  const sealAnew = async (): Promise<number> => {
    const rows = await db.selectFrom('installation').select(['id', 'sealed']).execute();
    let done = 0;
    for (const { id, sealed } of rows) {
      const text = sealer.isOld(sealed) ? sealer.open(sealed, id) : undefined;
      if (text === undefined) continue;
      await db
        .updateTable('installation')
        .set({ sealed: sealer.seal(text, id) })
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .execute();
      done += 1;
    }
    return done;
  };

  return {
    async retain(time) {
      const before = (days: number): Date => new Date(time.getTime() - days * DAY_MS);
      const oldest = keep === 'off' ? time : before(keepDays);
      const event = await db.deleteFrom('event').where('until', '<=', time).executeTakeFirst();
      const conversation = await db.deleteFrom('conversation').where('at', '<=', before(1)).executeTakeFirst();
      const question = await db.deleteFrom('question').where('at', '<=', oldest).executeTakeFirst();
      // A judgement stays as a number; who gave it, and on which question, does not.
      const feedback = await db
        .updateTable('feedback')
        .set({ person: sql<string>`'gone:' || md5(person || answer)`, question: null, comment: null })
        .where('at', '<=', oldest)
        .where('person', 'not like', 'gone:%')
        .executeTakeFirst();
      return {
        event: Number(event.numDeletedRows),
        conversation: Number(conversation.numDeletedRows),
        question: Number(question.numDeletedRows),
        feedback: Number(feedback.numUpdatedRows),
        installation: await sealAnew(),
      };
    },

    async forget(person) {
      const names = personNames(person);
      const forms = names.flatMap((name) => [...persons.forms(name)]);
      const scopes = names.map((name) => persons.within(name, 'scope'));
      const answers = (await db.selectFrom('feedback').select(['answer', 'person']).execute()).filter((row) =>
        names.some(
          (name) => row.person === persons.within(name, row.answer) || persons.forms(name).includes(row.person),
        ),
      );
      const choice = await db.deleteFrom('case_choice').where('person', 'in', scopes).executeTakeFirst();
      const said = sql<boolean>`exists (select 1 from jsonb_array_elements(turns) as one
        where one ->> 'person' = any (${forms}::text[]))`;
      const conversation = await db.deleteFrom('conversation').where(said).executeTakeFirst();
      const question = await db.deleteFrom('question').where('person', 'in', forms).executeTakeFirst();
      for (const row of answers) {
        await db.deleteFrom('feedback').where('answer', '=', row.answer).where('person', '=', row.person).execute();
      }
      const watch = await db.deleteFrom('watch').where('person', 'in', forms).executeTakeFirst();
      return {
        case_choice: Number(choice.numDeletedRows),
        conversation: Number(conversation.numDeletedRows),
        question: Number(question.numDeletedRows),
        feedback: answers.length,
        watch: Number(watch.numDeletedRows),
      };
    },

    async *export() {
      for (const table of TABLES) {
        for (let from = 0; ; from += PAGE) {
          const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(`${SCHEMA}.${table}`)}
            order by 1, 2 offset ${from} limit ${PAGE}`.execute(db);
          for (const { sealed: _, ...row } of rows) yield { table, row };
          if (rows.length < PAGE) break;
        }
      }
    },

    async stats() {
      const rows: Record<string, number> = {};
      for (const table of TABLES) {
        const counted = await db.selectFrom(table).select(sql<number>`count(*)::int`.as('count')).executeTakeFirst();
        rows[table] = counted?.count ?? 0;
      }
      const sealed = await db.selectFrom('installation').select('sealed').execute();
      const old = sealed.filter((row) => sealer.isOld(row.sealed)).length;
      return { home, rows, ...(old === 0 ? {} : { sealedWithOldKeys: old }) };
    },
  };
}
