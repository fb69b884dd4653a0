import { afterEach, describe, expect, it } from '@jest/globals';
import { memoryState } from '../../src/storage/memory-state.ts';
import { type ResilientOptions, type ResilientState, resilientState } from '../../src/storage/resilient-state.ts';
import type { State } from '../../src/storage/state.ts';

/** A storage that can be slow, broken or gone. */
function faulty(): State & { kind: 'ok' | 'slow' | 'broken' | 'hangs'; inner: State; closed: number } {
  const inner = memoryState();
  const self = { kind: 'ok' as 'ok' | 'slow' | 'broken' | 'hangs', inner, closed: 0 };
  return new Proxy(self, {
    get(target, key, receiver) {
      if (key in target) return Reflect.get(target, key, receiver);
      const method = inner[key as keyof State] as ((...args: unknown[]) => Promise<unknown>) | undefined;
      if (typeof method !== 'function') return undefined;
      return async (...args: unknown[]) => {
        if (key === 'close') {
          target.closed += 1;
          return undefined;
        }
        if (target.kind === 'broken') throw new Error('connection lost');
        if (target.kind === 'hangs') await new Promise(() => undefined);
        if (target.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, 120).unref());
        return method(...args);
      };
    },
  }) as unknown as State & typeof self;
}

const QUICK = { readMs: 40, writeMs: 20, claimMs: 60, chosenMs: 60, retryMs: 10 };
const turn = { text: 'who?', at: new Date(), person: 'slack:U1' };

let state: ResilientState | undefined;
afterEach(async () => state?.close());

function over(
  open: ResilientOptions['open'],
  about: Partial<ResilientOptions> = {},
): { state: ResilientState; news: string[] } {
  const news: string[] = [];
  state = resilientState({ open, tell: ({ kind }) => news.push(kind), ...QUICK, ...about });
  return { state, news };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('resilientState', () => {
  it('gives what the storage gives, and what was written just now', async () => {
    const storage = faulty();
    const { state, news } = over(async () => storage);
    await state.useCase('slack:T1', 'bridge');
    expect(await storage.inner.caseInUse(['slack:T1'])).toBe('bridge');
    void state.addTurn('c', turn, 5);
    expect(await state.turns('c', 1e6)).toHaveLength(1);
    expect(await storage.inner.turns('c', 1e6)).toHaveLength(1);
    expect(await state.claimEvent('e')).toBe(true);
    expect(await storage.inner.claimEvent('e')).toBe(false);
    expect(news).toEqual([]);
  });

  it('waits once for a storage that takes long to open, and for reads not again', async () => {
    let open = (_: State): void => undefined;
    const { state } = over(() => new Promise<State>((resolve) => (open = resolve)), { readMs: 600_000, writeMs: 1 });
    expect(await state.claimEvent('e')).toBe(true);
    await state.addTurn('c', turn, 5);
    expect(await state.turns('c', 1e9)).toHaveLength(1);
    expect(await state.caseInUse(['slack:T1'])).toBeUndefined();
    const storage = memoryState();
    await storage.useCase('slack:T1', 'ferry');
    open(storage);
    expect(await state.opened).toBeUndefined();
    expect(await state.caseInUse(['slack:T1'])).toBe('ferry');
  });

  it.each([
    'broken',
    'hangs',
    'slow',
  ] as const)('goes on without a storage that %s, says so once, and recovers', async (kind) => {
    const storage = faulty();
    const { state, news } = over(async () => storage);
    await state.opened;
    await state.useCase('slack:T1', 'bridge');
    storage.kind = kind;
    const started = performance.now();
    expect(await state.turns('c', 1e6)).toEqual([]);
    expect(await state.claimEvent('e1')).toBe(true);
    expect(await state.claimEvent('e1')).toBe(false);
    await state.addTurn('c', turn, 5);
    expect(await state.turns('c', 1e6)).toHaveLength(1);
    expect(await state.caseInUse(['slack:T1'])).toBe('bridge');
    await expect(state.useCase('slack:T1', 'other')).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
    expect(await state.caseInUse(['slack:T1'])).toBe('other');
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(news).toEqual(['lost']);
    storage.kind = 'ok';
    await until(() => state.isUp());
    expect(news).toEqual(['lost', 'back']);
    expect(await state.caseInUse(['slack:T1'])).toBe('other');
    expect(await storage.inner.caseInUse(['slack:T1'])).toBe('other');
    expect(await storage.inner.turns('c', 1e6)).toHaveLength(1);
    expect(await storage.inner.claimEvent('e1')).toBe(false);
  });

  it('never holds an answer up for a write', async () => {
    const storage = faulty();
    const { state, news } = over(async () => storage, { writeMs: 50 });
    await state.opened;
    storage.kind = 'hangs';
    const started = performance.now();
    for (let i = 0; i < 3; i += 1) await state.addTurn('c', { ...turn, text: `q${i}` }, 5);
    // Three times 50 ms, and what a busy machine adds; without the limit it would never end.
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(news).toEqual([]);
  });

  it('opens another one where the one it had is dead', async () => {
    const [first, second] = [faulty(), faulty()];
    const storages = [first, second];
    const { state, news } = over(async () => storages.shift() as State);
    await state.opened;
    first.kind = 'broken';
    await state.addTurn('c', turn, 5);
    await until(() => state.isUp() && storages.length === 0);
    expect(first.closed).toBe(1);
    expect(await state.turns('c', 1e6)).toHaveLength(1);
    expect(await second.inner.turns('c', 1e6)).toHaveLength(1);
    expect(news).toEqual(['lost', 'back']);
  });

  it('answers while the storage is being opened, and keeps what was written meanwhile', async () => {
    const storage = faulty();
    let finish = (): void => undefined;
    const { state, news } = over(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(storage);
        }),
    );
    expect(await state.caseInUse(['slack:T1'])).toBeUndefined();
    await state.addTurn('c', turn, 5);
    expect(await state.claimEvent('e')).toBe(true);
    finish();
    await state.opened;
    expect(await state.turns('c', 1e6)).toHaveLength(1);
    await until(() => state.isUp());
    await state.close();
    expect(await storage.inner.turns('c', 1e6)).toHaveLength(1);
    expect(await storage.inner.claimEvent('e')).toBe(false);
    expect(news).toEqual([]);
  });

  it('tries again where it can’t be opened, and tells why', async () => {
    const storage = faulty();
    let tries = 0;
    const { state, news } = over(async () => {
      tries += 1;
      if (tries < 4) throw new Error('refused');
      return storage;
    });
    await expect(state.opened).rejects.toThrow('refused');
    expect(await state.caseInUse(['slack:T1'])).toBeUndefined();
    await until(() => state.isUp());
    expect([tries, news]).toEqual([4, ['lost', 'back']]);
  });

  it('is not back while nothing can be written, as on a full disk', async () => {
    const storage = faulty();
    const { state, news } = over(async () => storage);
    await state.opened;
    const add = storage.inner.addTurn;
    let tries = 0;
    storage.inner.addTurn = async () => {
      tries += 1;
      throw Object.assign(new Error('No space left on device'), { code: '53100' });
    };
    await state.addTurn('c', turn, 5);
    await until(() => tries > 3);
    expect(news).toEqual(['lost']);
    storage.inner.addTurn = add;
    await until(() => state.isUp());
    expect(news).toEqual(['lost', 'back']);
    expect(await storage.inner.turns('c', 1e6)).toHaveLength(1);
  });

  it('gives up a write that is wrong in itself, and goes on', async () => {
    const storage = faulty();
    const { state, news } = over(async () => storage);
    await state.opened;
    const add = storage.inner.addAsked;
    storage.inner.addAsked = async (asked) => {
      if (asked.id === 'bad') throw Object.assign(new Error('invalid'), { code: '22021' });
      return add(asked);
    };
    const asked = { caseName: 'c', text: 'who?', before: [], person: 'slack:U1', answered: false, at: new Date() };
    await state.addAsked({ ...asked, id: 'bad' });
    await state.addAsked({ ...asked, id: 'good' });
    expect(await storage.inner.asked('good')).toBeDefined();
    expect([news, state.isUp()]).toEqual([['dropped'], true]);
  });

  it('keeps tokens at hand, but saves none without the storage', async () => {
    const storage = faulty();
    const { state } = over(async () => storage);
    await state.saveInstallation({ platform: 'slack', team: 'T1' }, { token: 'x' });
    expect(await state.installation({ platform: 'slack', team: 'T1' })).toEqual({ token: 'x' });
    storage.kind = 'broken';
    expect(await state.installation({ platform: 'slack', team: 'T1' })).toEqual({ token: 'x' });
    await expect(state.saveInstallation({ platform: 'slack', team: 'T2' }, {})).rejects.toBeDefined();
  });

  it('writes what waits before it closes', async () => {
    const storage = faulty();
    const { state } = over(async () => storage, { chosenMs: 2_000, readMs: 1_000 });
    await state.opened;
    storage.kind = 'slow';
    const writes = ['a', 'b', 'c'].map((text) => state.addTurn('c', { ...turn, text }, 5));
    await Promise.all(writes);
    await state.close();
    expect(await storage.inner.turns('c', 1e6)).toHaveLength(3);
    expect(storage.closed).toBe(1);
  });
});
