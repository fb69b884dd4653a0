import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../../src/platforms/discord/turns.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function door(): { readonly closed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { closed, open };
}

describe('Turns.free', () => {
  it('lets one caller through in a turn of the event loop, in order', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const callers = ['a', 'b', 'c'].map(async (name) => {
      await turns.free();
      seen.push(name);
      // Whatever is read or written between two stretches of work comes between these.
      setImmediate(() => seen.push('others'));
    });
    await Promise.all(callers);
    await turn();
    expect(seen.join(' ')).toMatch(/^a others b others c others$/u);
  });

  it('waits for suggestions that are being made, and for their way out', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const { closed, open } = door();
    const suggesting = turns.before(async () => {
      await closed;
      seen.push('suggested');
    });
    const answering = turns.free().then(() => seen.push('answered'));
    await turn();
    await turn();
    expect(seen).toEqual([]);
    open();
    await suggesting;
    // The request needs some turns more.
    await turn();
    expect(seen).toEqual(['suggested']);
    await answering;
    expect(seen).toEqual(['suggested', 'answered']);
  });

  it('does not wait for ever for what is urgent', async () => {
    const turns = new Turns();
    const { closed, open } = door();
    const suggesting = turns.before(() => closed);
    await turns.free();
    open();
    await suggesting;
  });

  it('holds up a job that was begun before the suggestion came', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const begun = door();
    const storage = door();
    const job = turns.run(async () => {
      begun.open();
      await storage.closed;
      await turns.free();
      seen.push('answered');
    });
    await begun.closed;
    const { closed, open } = door();
    const suggesting = turns.before(async () => {
      await closed;
      seen.push('suggested');
    });
    storage.open();
    await turn();
    open();
    await Promise.all([job, suggesting]);
    expect(seen).toEqual(['suggested', 'answered']);
  });
});
