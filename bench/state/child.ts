import { writeSync } from 'node:fs';
import { createEngine } from '../../src/answer/engine.ts';
import { loadCase } from '../../src/article/load-case.ts';
import { createCaseShelf } from '../../src/desk/case-shelf.ts';
import { createDesk } from '../../src/desk/create-desk.ts';
import { openState } from '../../src/storage/open-state.ts';
import { resilientState } from '../../src/storage/resilient-state.ts';
import type { State } from '../../src/storage/state.ts';
import { type Order, WRITERS } from './order.ts';

// A bot process, as far as what must last is concerned; the bench starts it and kills it.

/** Written at once, so that what the bench reads was acknowledged, whenever the process is killed. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Write `i` of a writer: one of the kinds of writes in turn. */
async function put(state: State, round: string, writer: number, i: number): Promise<void> {
  const id = `${round}-${writer}-${i}`;
  if (i % 3 === 0) await state.useCase(`slack:${id}`, id);
  else if (i % 3 === 1) await state.claimEvent(id);
  else {
    await state.addAsked({
      id,
      caseName: round,
      text: `who is ${id}?`,
      before: ['who?', 'when?'],
      person: 'slack:U1',
      answered: false,
      at: new Date(),
    });
  }
}

async function isThere(state: State, round: string, writer: number, i: number): Promise<boolean> {
  const id = `${round}-${writer}-${i}`;
  if (i % 3 === 0) return (await state.caseInUse([`slack:${id}`])) === id;
  if (i % 3 === 1) return !(await state.claimEvent(id));
  return (await state.asked(id)) !== undefined;
}

async function write({ options, round = '' }: Order): Promise<void> {
  const state = await openState(options);
  say('open');
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let i = 0; ; i += 1) {
        await put(state, round, writer, i);
        say(String(writer));
      }
    }),
  );
}

async function check({ options, round = '', acknowledged = [] }: Order): Promise<void> {
  const state = await openState(options);
  let lost = 0;
  for (const [writer, count] of acknowledged.entries()) {
    for (let i = 0; i < count; i += 1) if (!(await isThere(state, round, writer, i))) lost += 1;
  }
  say(`lost ${lost}`);
  await state.close();
}

async function answer({ options, events = [], caseDir = '' }: Order): Promise<void> {
  const engine = createEngine(await loadCase(caseDir));
  const state = resilientState({
    open: () => openState(options),
    tell: ({ kind, text }) => say(`news ${kind} ${text}`),
  });
  await state.opened;
  const entry = { name: engine.case.name, title: engine.case.title };
  const shelf = createCaseShelf({
    list: async () => [entry],
    open: async () => ({ engine: () => engine, close: async () => undefined }),
    defaultName: entry.name,
  });
  const desk = createDesk({ state, shelf });
  const place = { platform: 'slack', team: 'T1', channel: 'C1', direct: false } as const;
  say('open');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  await Promise.all(
    events.map(async (eventId, i) => {
      const person = { id: `U${i % 200}`, manages: false };
      const reply = await desk.ask({ eventId, place, person, text: 'when was the summons sent?' });
      if (reply !== undefined) say(`answered ${eventId}`);
    }),
  );
  await desk.close();
  say('done');
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
await { write, check, answer }[order.kind](order);
process.exit(0);
