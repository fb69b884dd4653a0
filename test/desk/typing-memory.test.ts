import { describe, expect, it } from '@jest/globals';
import { createTypingMemory, type TypingMemoryOptions } from '../../src/desk/typing-memory.ts';
import { memoryState } from '../../src/storage/memory-state.ts';
import type { AskedQuestion, State } from '../../src/storage/state.ts';

const HERE = ['slack:T1/C1', 'slack:T1'];
const DM = ['slack:T1/@U1', 'slack:T1'];
const ANN = 'slack:U1';
const BOB = 'slack:U2';
const NEVER = new Promise<never>(() => undefined);

let ids = 0;
const question = (text: string, about: Partial<AskedQuestion> = {}): AskedQuestion => {
  ids += 1;
  return { id: `q${ids}`, caseName: 'bridge', text, before: [], person: ANN, answered: true, at: new Date(), ...about };
};

/** A storage whose answers can be held back, and that counts what it is asked. */
function slowState(): {
  readonly state: State;
  readonly counts: { case: number; asked: number };
  hold: (until: Promise<void>) => void;
} {
  const inner = memoryState();
  const counts = { case: 0, asked: 0 };
  let gate: Promise<void> = Promise.resolve();
  return {
    counts,
    hold: (until) => {
      gate = until;
    },
    state: {
      ...inner,
      // Read first and told late: what is told may be old by then.
      async caseInUse(scopes) {
        counts.case += 1;
        const name = await inner.caseInUse(scopes);
        await gate;
        return name;
      },
      async askedBy(caseName, person, limit) {
        counts.asked += 1;
        const texts = await inner.askedBy(caseName, person, limit);
        await gate;
        return texts;
      },
    },
  };
}

const over = (state: State, options: Partial<TypingMemoryOptions> = {}) =>
  createTypingMemory({ state, defaultName: 'bridge', ...options });

/** Everything that can happen without waiting for time has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function door(): { readonly closed: Promise<void>; readonly open: () => Promise<void> } {
  let open = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    closed,
    open: async () => {
      open();
      await settled();
    },
  };
}

describe('what is remembered for whoever types', () => {
  it('comes from the storage the first time, also for another case than the default', async () => {
    const { state } = slowState();
    await state.useCase('slack:T1', 'ferry');
    await state.addAsked(question('who sank?', { caseName: 'ferry' }));
    const typing = over(state, { waitMs: 60_000 });
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'ferry', earlier: ['who sank?'] });
  });

  it('is served at once from then on, and what another process changed with the next letter', async () => {
    const { state, hold } = slowState();
    await state.addAsked(question('who sued?'));
    const typing = over(state, { waitMs: 60_000 });
    await typing.recall(HERE, ANN);
    await state.useCase('slack:T1/C1', 'ferry');
    await state.addAsked(question('when?', { caseName: 'ferry' }));
    const { closed, open } = door();
    hold(closed);
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'bridge', earlier: ['who sued?'] });
    await open();
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'ferry', earlier: ['when?'] });
  });

  it('is not waited for longer than may be; the look-ups run side by side, once', async () => {
    const { state, counts, hold } = slowState();
    hold(NEVER);
    const typing = over(state, { waitMs: 1 });
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'bridge', earlier: [] });
    expect(counts).toEqual({ case: 1, asked: 1 });
    await typing.recall(HERE, ANN);
    expect(counts).toEqual({ case: 1, asked: 1 });
  });

  it('stays as it was where the storage fails', async () => {
    const { state } = slowState();
    await state.addAsked(question('who sued?'));
    let fails = false;
    const failing: State = {
      ...state,
      askedBy: (...args) => (fails ? Promise.reject(new Error('away')) : state.askedBy(...args)),
      caseInUse: (...args) => (fails ? Promise.reject(new Error('away')) : state.caseInUse(...args)),
    };
    const typing = over(failing, { waitMs: 60_000 });
    await typing.recall(HERE, ANN);
    fails = true;
    for (let i = 0; i < 2; i += 1) {
      expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'bridge', earlier: ['who sued?'] });
      await settled();
    }
  });

  it('shows at once what is asked here, even while an older look-up is under way', async () => {
    const { state, hold } = slowState();
    const typing = over(state, { waitMs: 60_000 });
    await typing.state.addAsked(question('who sued?'));
    expect((await typing.recall(HERE, ANN)).earlier).toEqual(['who sued?']);
    const { closed, open } = door();
    hold(closed);
    await typing.recall(HERE, ANN);
    await typing.state.addAsked(question('when?'));
    await typing.state.addAsked(question('who sued?'));
    expect((await typing.recall(HERE, ANN)).earlier).toEqual(['who sued?', 'when?']);
    await open();
    expect((await typing.recall(HERE, ANN)).earlier).toEqual(['who sued?', 'when?']);
    expect((await typing.recall(HERE, BOB)).earlier).toEqual([]);
  });

  it.each([
    ['the choice for here', HERE, 'slack:T1/C1'],
    ['the choice for a direct message', DM, 'slack:T1/@U1'],
    ['a default', HERE, 'slack:T1'],
  ])('shows %s at once', async (_, scopes, scope) => {
    const { state, hold } = slowState();
    const typing = over(state, { waitMs: 60_000 });
    await typing.recall(scopes, ANN);
    const { closed, open } = door();
    hold(closed);
    const late = typing.recall(scopes, ANN);
    await typing.state.useCase(scope, 'ferry');
    await late;
    hold(Promise.resolve());
    expect((await typing.recall(scopes, ANN)).caseName).toBe('ferry');
    await open();
    expect((await typing.recall(scopes, ANN)).caseName).toBe('ferry');
    await typing.state.useCase(scope, undefined);
    expect((await typing.recall(scopes, ANN)).caseName).toBe('bridge');
  });

  it('does not let a default hide a narrower choice', async () => {
    const typing = over(memoryState(), { waitMs: 60_000 });
    await typing.state.useCase('slack:T1/C1', 'ferry');
    await typing.recall(HERE, ANN);
    await typing.state.useCase('slack:T1', 'tunnel');
    expect((await typing.recall(HERE, ANN)).caseName).toBe('ferry');
  });

  it.each([['slack:U1'], ['U1']])('forgets %s, whatever look-up is under way', async (name) => {
    const { state, hold } = slowState();
    const typing = over(state, { waitMs: 60_000 });
    await typing.state.addAsked(question('who sued?'));
    await typing.state.addAsked(question('who paid?', { person: BOB }));
    await typing.state.useCase('slack:T1/@U1', 'ferry');
    await typing.recall(HERE, ANN);
    await typing.recall(DM, ANN);
    const { closed, open } = door();
    hold(closed);
    await typing.recall(HERE, ANN);
    await typing.recall(DM, ANN);
    await typing.state.forget(name);
    hold(Promise.resolve());
    await open();
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'bridge', earlier: [] });
    expect(await typing.recall(DM, ANN)).toEqual({ caseName: 'bridge', earlier: [] });
    expect((await typing.recall(HERE, BOB)).earlier).toEqual(['who paid?']);
  });

  it('keeps no question where none is to be kept', async () => {
    const { state, counts } = slowState();
    const typing = over(state, { waitMs: 60_000, keepsQuestions: false });
    await typing.state.addAsked(question('who sued?'));
    expect(await typing.recall(HERE, ANN)).toEqual({ caseName: 'bridge', earlier: [] });
    expect(counts).toEqual({ case: 1, asked: 0 });
  });

  it('lets those go that were seen longest ago', async () => {
    const { state, counts } = slowState();
    const typing = over(state, { waitMs: 60_000, most: 2 });
    for (const person of [ANN, BOB, ANN, 'slack:U3']) {
      await typing.recall([`slack:T1/@${person}`], person);
      await settled();
    }
    const before = counts.asked;
    await typing.recall(['slack:T1/@slack:U1'], ANN);
    expect(counts.asked).toBe(before + 1);
    for (let i = 0; i < 60; i += 1) await typing.state.addAsked(question(`who is ${i}?`));
    const { earlier } = await typing.recall(HERE, ANN);
    expect([earlier.length, earlier[0]]).toEqual([50, 'who is 59?']);
  });
});
