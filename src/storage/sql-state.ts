import { type Kysely, sql } from 'kysely';
import { EVENT_KEEP_MS, installationId, scopePerson } from './memory-state.ts';
import { digest, type KeepQuestions, type Persons, storable } from './persons.ts';
import { plainQuestion } from './plain-question.ts';
import type { Tables } from './schema.ts';
import type { Sealer } from './seal.ts';
import { upkeep } from './sql-upkeep.ts';
import type { AskedQuestion, Feedback, State, StoredTurn } from './state.ts';

export interface SqlStateOptions {
  readonly keep: KeepQuestions;
  /** How many days questions and feedback stay tied to a person and readable. */
  readonly keepDays: number;
  readonly sealer: Sealer;
  readonly persons: Persons;
  /** See `StateStats.home`. */
  readonly home: string;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
}

/**
 * State in a database with the schema of `schema.ts`. Every method is one statement, so that it is done or not done whenever
 * the process ends; every write can be made twice with the same result.
 */
export function sqlState(db: Kysely<Tables>, options: SqlStateOptions): State {
  const { keep, sealer, persons, now } = options;
  const scopeKey = (scope: string): string => {
    const person = scopePerson(scope);
    return person === undefined ? storable(scope) : storable(scope.slice(0, scope.indexOf('/@'))) + hashedPart(person);
  };
  // Which case somebody chose is nobody's business: a scope that is a person's is hashed whatever is kept of questions.
  const hashedPart = (person: string): string => `/@${persons.within(person, 'scope')}`;

  return {
    async caseInUse(scopes) {
      if (scopes.length === 0) return undefined;
      const keys = scopes.map(scopeKey);
      const rows = await db
        .selectFrom('case_choice')
        .select(['scope', 'case_name'])
        .where('scope', 'in', keys)
        .execute();
      const first = keys.find((key) => rows.some((row) => row.scope === key));
      return rows.find((row) => row.scope === first)?.case_name;
    },
    async useCase(scope, name) {
      const key = scopeKey(scope);
      if (name === undefined) {
        await db.deleteFrom('case_choice').where('scope', '=', key).execute();
        return;
      }
      const person = scopePerson(scope);
      const row = {
        case_name: storable(name),
        person: person === undefined ? null : persons.within(person, 'scope'),
        at: now(),
      };
      await db
        .insertInto('case_choice')
        .values({ scope: key, ...row })
        .onConflict((conflict) => conflict.column('scope').doUpdateSet(row))
        .execute();
    },

    async claimEvent(id, keepMs = EVENT_KEEP_MS) {
      const time = now();
      const until = new Date(time.getTime() + keepMs);
      // One statement: of two that come at the same moment, the second waits for the first and then inserts nothing.
      const claimed = await db
        .insertInto('event')
        .values({ id: digest(id), until })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ until }).where('event.until', '<=', time))
        .returning('id')
        .execute();
      return claimed.length > 0;
    },

    async installation(key) {
      const id = installationId(key);
      const row = await db.selectFrom('installation').select('sealed').where('id', '=', id).executeTakeFirst();
      const text = row === undefined ? undefined : sealer.open(row.sealed, id);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    async saveInstallation(key, installation) {
      const id = installationId(key);
      const row = { sealed: sealer.seal(JSON.stringify(installation), id), at: now() };
      await db
        .insertInto('installation')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async removeInstallation(key) {
      await db.deleteFrom('installation').where('id', '=', installationId(key)).execute();
    },

    async turns(conversation, maxAgeMs) {
      const row = await db
        .selectFrom('conversation')
        .select(sql<readonly { text: string; at: string }[]>`turns`.as('turns'))
        .where('id', '=', digest(conversation))
        .executeTakeFirst();
      const oldest = now().getTime() - maxAgeMs;
      return (row?.turns ?? [])
        .map(({ text, at }): StoredTurn => ({ text, at: new Date(at) }))
        .filter(({ at }) => at.getTime() >= oldest);
    },
    async addTurn(conversation, turn, kept) {
      if (keep === 'off') return;
      const one = { text: storable(turn.text), person: persons.stored(turn.person), at: turn.at.toISOString() };
      const turns = JSON.stringify([one]);
      // A turn that is there already is one whose acknowledgement was lost. The last `kept` stay.
      const joined = sql<string>`case when conversation.turns @> excluded.turns then conversation.turns else (
        select jsonb_agg(turn order by number) from (
          select turn, number from jsonb_array_elements(conversation.turns || excluded.turns)
          with ordinality as both_lists(turn, number) order by number desc limit ${kept}
        ) as newest) end`;
      await db
        .insertInto('conversation')
        .values({ id: digest(conversation), turns: sql`${turns}::jsonb`, at: turn.at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ turns: joined, at: turn.at }))
        .execute();
    },
    async dropTurns(conversation) {
      await db.deleteFrom('conversation').where('id', '=', digest(conversation)).execute();
    },

    async addAsked(asked) {
      if (keep === 'off') return;
      await db
        .insertInto('question')
        .values({
          id: asked.id,
          case_name: storable(asked.caseName),
          text: storable(asked.text),
          plain: plainQuestion(storable(asked.text)),
          before: sql`${JSON.stringify(asked.before.map(storable))}::jsonb`,
          person: persons.stored(asked.person),
          answered: asked.answered,
          at: asked.at,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async asked(id) {
      const row = await db.selectFrom('question').selectAll().where('id', '=', storable(id)).executeTakeFirst();
      if (row === undefined) return undefined;
      const { text, person, answered, at } = row;
      const before = row.before as unknown as readonly string[];
      const asked: AskedQuestion = { id, caseName: row.case_name, text, before, person, answered, at };
      return asked;
    },
    async askedBy(caseName, person, limit) {
      const rows = await db
        .selectFrom('question')
        .select(['text', sql`max(at)`.as('last')])
        .where('case_name', '=', storable(caseName))
        .where('person', 'in', persons.forms(person))
        .groupBy('text')
        .orderBy('last', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ text }) => text);
    },
    async unanswered(caseName, limit) {
      const rows = await db
        .selectFrom('question')
        .select([
          sql<string>`(array_agg(text order by at))[1]`.as('text'),
          sql<number>`count(*)::int`.as('count'),
          sql<Date>`max(at)`.as('last'),
        ])
        .where('case_name', '=', storable(caseName))
        .where('answered', '=', false)
        .groupBy('plain')
        .orderBy('count', 'desc')
        .orderBy('last', 'desc')
        .limit(limit)
        .execute();
      return rows;
    },

    async addFeedback(given) {
      const row = {
        case_name: storable(given.caseName),
        helpful: given.helpful,
        comment: given.comment === undefined ? null : storable(given.comment),
        question: given.question === undefined || keep === 'off' ? null : storable(given.question),
        citations: sql<string>`${JSON.stringify(given.citations)}::jsonb`,
        at: given.at,
      };
      const person = keep === 'off' ? persons.within(given.person, given.answer) : persons.stored(given.person);
      await db
        .insertInto('feedback')
        .values({ answer: storable(given.answer), person, ...row })
        .onConflict((conflict) => conflict.columns(['answer', 'person']).doUpdateSet(row))
        .execute();
    },
    async feedback(caseName, limit) {
      const rows = await db
        .selectFrom('feedback')
        .selectAll()
        .where('case_name', '=', storable(caseName))
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(
        ({ answer, person, helpful, comment, question, citations, at }): Feedback => ({
          caseName,
          answer,
          person,
          helpful,
          ...(comment === null ? {} : { comment }),
          ...(question === null ? {} : { question }),
          citations: citations as unknown as readonly string[],
          at,
        }),
      );
    },

    async addWatch({ id, caseName, scope, person, words, at }) {
      await db
        .insertInto('watch')
        .values({
          id,
          case_name: storable(caseName),
          scope: storable(scope),
          person: persons.stored(person),
          words: storable(words),
          at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async watches(caseName) {
      const all = db.selectFrom('watch').selectAll().orderBy('at');
      const rows = await (caseName === undefined ? all : all.where('case_name', '=', storable(caseName))).execute();
      return rows.map(({ id, case_name, scope, person, words, at }) => ({
        id,
        caseName: case_name,
        scope,
        person,
        words,
        at,
      }));
    },
    async removeWatch(id) {
      const removed = await db.deleteFrom('watch').where('id', '=', storable(id)).returning('id').execute();
      return removed.length > 0;
    },

    ...upkeep(db, options),
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: options.close,
  };
}
