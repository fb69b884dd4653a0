import { type Kysely, type Migration, type MigrationProvider, sql } from 'kysely';

/** The schema of the database that holds every table: a database may be shared with others. */
export const SCHEMA = 'casefile';

/** The tables, as the queries see them. Persons are as `KEEP_QUESTIONS` has them: hashed or readable. */
export interface Tables {
  /** What is fixed for this storage: the salt of hashes. */
  meta: { key: string; value: string };
  case_choice: { scope: string; case_name: string; person: string | null; at: Date };
  event: { id: string; until: Date };
  installation: { id: string; sealed: string; at: Date };
  /** `turns`: `[{text, person, at}]`, oldest first. */
  conversation: { id: string; turns: string; at: Date };
  /** `before`: a JSON list of texts; `plain`: the text by which the same questions are counted. */
  question: {
    id: string;
    case_name: string;
    text: string;
    plain: string;
    before: string;
    person: string;
    answered: boolean;
    at: Date;
  };
  /** `citations`: a JSON list of quote refs. */
  feedback: {
    answer: string;
    person: string;
    case_name: string;
    helpful: boolean;
    comment: string | null;
    question: string | null;
    citations: string;
    at: Date;
  };
  watch: { id: string; case_name: string; scope: string; person: string; words: string; at: Date };
}

/** Every table but `meta`, in the order in which they are exported. */
export const TABLES = [
  'case_choice',
  'event',
  'installation',
  'conversation',
  'question',
  'feedback',
  'watch',
] as const;

/** Every change of the schema, in order of name. One that was released is never edited: the next one is added. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-first': {
    async up(db: Kysely<unknown>) {
      const statements = [
        'create table casefile.meta (key text primary key, value text not null)',
        `create table casefile.case_choice (
          scope text primary key, case_name text not null, person text, at timestamptz not null)`,
        'create table casefile.event (id text primary key, until timestamptz not null)',
        'create index event_until on casefile.event (until)',
        'create table casefile.installation (id text primary key, sealed text not null, at timestamptz not null)',
        'create table casefile.conversation (id text primary key, turns jsonb not null, at timestamptz not null)',
        `create table casefile.question (
          id text primary key, case_name text not null, text text not null, plain text not null,
          before jsonb not null, person text not null, answered boolean not null, at timestamptz not null)`,
        'create index question_asked_by on casefile.question (case_name, person, at)',
        'create index question_unanswered on casefile.question (case_name, plain) where not answered',
        'create index question_at on casefile.question (at)',
        `create table casefile.feedback (
          answer text not null, person text not null, case_name text not null, helpful boolean not null,
          comment text, question text, citations jsonb not null, at timestamptz not null,
          primary key (answer, person))`,
        `create table casefile.watch (
          id text primary key, case_name text not null, scope text not null, person text not null,
          words text not null, at timestamptz not null, unique (case_name, scope, person, words))`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};

/** The migrations as Kysely's migrator takes them. */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({ ...MIGRATIONS }),
};
