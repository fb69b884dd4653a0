import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from '../../src/answer/engine.ts';
import type { Asking, DeskAnswer, Person, Place } from '../../src/desk/desk.ts';
import { memoryState } from '../../src/storage/memory-state.ts';
import type { Engine, Reply } from '../../src/types.ts';
import { deskFor } from '../support/desk.ts';
import { caseOf } from '../support/small-case.ts';

const BRIDGE = {
  'herald.txt': [
    'Mayor Ada Quill ordered an inspection of the bridge on 4 May 2021 because a cable had snapped. The mayor spoke at noon.\n\nAda Quill said the bridge was unsafe.\n',
    '2021-05-06',
  ],
  'gazette.txt': [
    'The city sued the Brisk Cable Company on 9 May 2021. The company denied that its cable was at fault.\n',
    '2021-05-10',
  ],
} as const;
const FERRY = { 'news.txt': 'Captain Ann Poe steered the ferry Meridian onto a rock near Hull.\n' };

const bridge = createEngine(caseOf(BRIDGE, { name: 'bridge', title: 'The Quill Street bridge' }));
const ferry = createEngine(caseOf(FERRY, { name: 'ferry', title: 'The ferry Meridian' }));

const CHANNEL: Place = { platform: 'slack', team: 'T1', channel: 'C1', direct: false };
const THREAD: Place = { ...CHANNEL, thread: '17.1' };
const DM: Place = { ...CHANNEL, channel: 'D1', direct: true };
const ANN: Person = { id: 'U1', manages: false };
const BOB: Person = { id: 'U2', manages: false };
const OWNER: Person = { id: 'U3', manages: true };

const asking = (text: string, about: Partial<Asking> = {}): Asking => ({ place: CHANNEL, person: ANN, text, ...about });

async function asked(desk: ReturnType<typeof deskFor>, text: string, about: Partial<Asking> = {}): Promise<DeskAnswer> {
  const answer = await desk.ask(asking(text, about));
  if (answer === undefined) throw new Error('answered elsewhere');
  return answer;
}

const words = (reply: Reply): string =>
  reply.kind === 'answer' || reply.kind === 'quotes'
    ? reply.quotes.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n')
    : reply.kind === 'notice'
      ? reply.text
      : JSON.stringify(reply);

describe('ask', () => {
  it('answers, with codes for the buttons', async () => {
    const { reply, case: name, refs } = await asked(deskFor([bridge, ferry]), '/who ordered an inspection?');
    expect([reply.kind, name]).toEqual(['answer', 'bridge']);
    expect(refs?.quotes).toHaveLength(reply.kind === 'answer' ? reply.quotes.length : 0);
    for (const code of [refs?.answer ?? '', refs?.more ?? '', ...(refs?.quotes ?? [])]) {
      expect(code.length).toBeLessThanOrEqual(80);
    }
  });

  it('has no buttons for what is no answer', async () => {
    const desk = deskFor(bridge);
    for (const text of ['/help', '/sources', '', 'hello', '/xyz', '/case']) {
      expect(await asked(desk, text)).not.toHaveProperty('refs');
    }
  });

  it('answers an event once, also over two desks on one storage', async () => {
    const state = memoryState();
    const desks = [deskFor(bridge, { state }), deskFor(bridge, { state })];
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, i) => desks[i % 2]?.ask(asking('who?', { eventId: 'Ev1' }))),
    );
    expect(all.filter((answer) => answer !== undefined)).toHaveLength(1);
    expect(
      await desks[0]?.ask(asking('who?', { eventId: 'Ev1', place: { ...CHANNEL, platform: 'discord' } })),
    ).toBeDefined();
  });

  it('follows a conversation: one’s own in a channel, everybody’s in a thread, in any process, for half an hour', async () => {
    const state = memoryState();
    let now = new Date('2031-01-01T00:00:00Z');
    const clock = (): Date => now;
    const [one, two] = [0, 1].map(() => deskFor(bridge, { state: memoryStateAt(state), now: clock })) as [
      ReturnType<typeof deskFor>,
      ReturnType<typeof deskFor>,
    ];
    const understood = async (desk: typeof one, about: Partial<Asking>): Promise<string> => {
      const { reply } = await asked(desk, 'and why?', about);
      return reply.kind === 'answer' ? reply.answer.understoodAs : reply.kind;
    };
    for (const place of [CHANNEL, THREAD, DM]) await asked(one, 'who ordered an inspection?', { place });
    expect(await understood(two, { place: DM })).toMatch(/inspection/u);
    expect(await understood(two, { place: THREAD, person: BOB })).toMatch(/inspection/u);
    expect(await understood(two, { person: BOB })).not.toMatch(/inspection/u);
    expect(await understood(two, {})).toMatch(/inspection/u);
    now = new Date(now.getTime() + 31 * 60_000);
    expect(await understood(one, {})).not.toMatch(/inspection/u);

    function memoryStateAt(inner: typeof state): typeof state {
      // The memory's own clock is the real one; what is too old is left out here.
      return {
        ...inner,
        turns: async (key, maxAgeMs) =>
          (await inner.turns(key, Number.MAX_SAFE_INTEGER)).filter(
            ({ at }) => now.getTime() - at.getTime() <= maxAgeMs,
          ),
      };
    }
  });

  it('never throws on any text', async () => {
    const desk = deskFor([bridge, ferry]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 600 }), async (text) => {
        await asked(desk, text);
        await asked(desk, `/case ${text}`, { person: OWNER });
      }),
      { numRuns: 20 },
    );
  });
});

describe('the case in use', () => {
  it('is the default, then the workspace’s, the channel’s, the thread’s, the person’s', async () => {
    const desk = deskFor([bridge, ferry]);
    const used = async (place: Place, person = ANN): Promise<string> =>
      (await asked(desk, '/sources', { place, person })).case;
    expect(await used(CHANNEL)).toBe('bridge');
    expect(words((await asked(desk, '/case default ferry', { person: OWNER })).reply)).toMatch(
      /default of this workspace is now “The ferry Meridian”/u,
    );
    expect([await used(CHANNEL), await used(DM), await used({ ...CHANNEL, team: 'T2' })]).toEqual([
      'ferry',
      'ferry',
      'bridge',
    ]);
    await asked(desk, '/case use bridge');
    expect([await used(CHANNEL), await used(THREAD), await used({ ...CHANNEL, channel: 'C2' })]).toEqual([
      'bridge',
      'bridge',
      'ferry',
    ]);
    await asked(desk, '/case use FERRY', { place: THREAD });
    expect([await used(CHANNEL), await used(THREAD)]).toEqual(['bridge', 'ferry']);
    await asked(desk, '/case use the ferry meridian', { place: DM, person: BOB });
    await asked(desk, '/case use bridge', { place: DM });
    expect([await used(DM), await used(DM, BOB)]).toEqual(['bridge', 'ferry']);
    expect((await desk.casesFor(DM, BOB)).filter(({ inUse }) => inUse).map(({ name }) => name)).toEqual(['ferry']);
  });

  it.each([
    ['/case default ferry', /^Only those who manage this workspace/u],
    ['/case use fery', /^There is no case “fery”\. Did you mean ferry\?/u],
    ['/case use ../ferry', /^There is no case/u],
    ['/case use', /^Which case\?/u],
    ['/case lsit', /^\/case knows list, use, default and about/u],
    ['/case ferry', /^“The ferry Meridian” is a case/u],
  ])('%s changes nothing', async (text, said) => {
    const desk = deskFor([bridge, ferry]);
    expect(words((await asked(desk, text)).reply)).toMatch(said);
    expect((await asked(desk, '/case')).case).toBe('bridge');
  });

  it('needs a workspace for a default', async () => {
    const place: Place = { platform: 'discord', team: '', channel: 'D1', direct: true };
    const { reply } = await asked(deskFor([bridge, ferry]), '/case default ferry', { place, person: OWNER });
    expect(words(reply)).toMatch(/no server or workspace/u);
  });

  it('that is gone is said, and the way out is open', async () => {
    const state = memoryState();
    await state.useCase('slack:T1/C1', 'removed');
    const desk = deskFor([bridge, ferry], { state });
    expect((await asked(desk, 'who sued?')).reply).toMatchObject({
      kind: 'notice',
      hints: ['/case list', '/case use bridge'],
    });
    await asked(desk, '/case use ferry');
    expect((await asked(desk, 'who steered the ferry?')).reply.kind).toBe('answer');
  });

  it('says so where the choice can’t be stored', async () => {
    const state = { ...memoryState(), useCase: async () => Promise.reject(new Error('gone')) };
    expect(words((await asked(deskFor([bridge, ferry], { state }), '/case use ferry')).reply)).toMatch(
      /can’t be stored just now/u,
    );
  });

  it('takes a command or a question behind /case', async () => {
    const desk = deskFor(bridge);
    expect((await asked(desk, '/case who ordered an inspection?')).reply).toEqual(
      (await asked(desk, '/who ordered an inspection?', { person: BOB })).reply,
    );
    expect((await asked(desk, '/case was the bridge unsafe?')).reply).toMatchObject({
      kind: 'answer',
      question: 'was the bridge unsafe?',
    });
    expect((await asked(desk, 'case list')).reply.kind).toBe('list');
  });
});

describe('buttons', () => {
  it('show the paragraph around a quote, word for word', async () => {
    const desk = deskFor(bridge);
    const { refs, reply } = await asked(desk, 'who ordered an inspection?');
    const context = await desk.context(refs?.quotes[0] ?? '');
    if (context.kind !== 'context' || reply.kind !== 'answer') throw new Error(context.kind);
    const paragraph = context.blocks.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n\n');
    expect(bridge.case.articles.some(({ text }) => text.includes(paragraph))).toBe(true);
    expect(context.blocks.flatMap(({ runs }) => runs).find(({ bold }) => bold)?.text).toBe(words(reply).split('\n')[0]);
    expect(context.source.source).toBe(reply.quotes[0]?.source.source);
  });

  it('work on another desk with another storage, and say what is gone', async () => {
    const { refs } = await asked(deskFor(bridge), 'who ordered an inspection?');
    expect((await deskFor([ferry, bridge]).context(refs?.quotes[0] ?? '')).kind).toBe('context');
    const changed = createEngine(caseOf({ ...BRIDGE, 'herald.txt': 'All is well.\n' }, { name: 'bridge', title: 'B' }));
    expect(words(await deskFor(changed).context(refs?.quotes[0] ?? ''))).toMatch(/removed from the case or changed/u);
    expect(words(await deskFor(ferry).context(refs?.quotes[0] ?? ''))).toMatch(/isn’t here any more/u);
    for (const code of ['', 'nonsense', 'abcdef:', `${refs?.quotes[0]}x`]) {
      expect((await deskFor(bridge).context(code)).kind).toBe('notice');
      expect((await deskFor(bridge).more(code)).kind).toBe('notice');
    }
  });

  it('give further quotes that the answer didn’t show', async () => {
    const many = createEngine(
      caseOf(
        Object.fromEntries(
          [4, 5, 6, 7, 8].map((day) => [
            `n${day}.txt`,
            `The mayor closed bridge number ${day} on ${day} May 2021 after the storm.\n`,
          ]),
        ),
        { name: 'many', title: 'Many' },
      ),
    );
    const desk = deskFor(many);
    const { refs, reply } = await asked(desk, 'when did the mayor close a bridge?');
    const more = await desk.more(refs?.more ?? '');
    expect([reply.kind, more.kind]).toEqual(['answer', 'quotes']);
    const shown = words(reply).split('\n');
    expect(
      words(more)
        .split('\n')
        .filter((quote) => shown.includes(quote)),
    ).toEqual([]);
    expect(more).toMatchObject({ question: 'when did the mayor close a bridge?', notes: [] });
  });

  it('share what the asker saw, follow-ups included', async () => {
    const desk = deskFor(bridge);
    await asked(desk, 'who ordered an inspection?', { place: DM });
    const { refs, reply } = await asked(desk, 'and why?', { place: DM });
    const shared = await desk.share({ place: DM, person: ANN, code: refs?.answer ?? '' });
    expect(shared).toMatchObject({ question: 'and why?', asker: 'U1', refs });
    expect(words(shared.reply)).toBe(words(reply));
  });

  it('share the quotes alone where the question is no longer known, and never another answer', async () => {
    const { refs } = await asked(deskFor(bridge), 'who ordered an inspection?');
    const shared = await deskFor(bridge).share({
      place: DM,
      person: ANN,
      code: refs?.answer ?? '',
      question: 'who did?',
    });
    expect(shared).toMatchObject({ question: 'who did?', reply: { kind: 'quotes' } });
    const changed = createEngine(
      caseOf({ 'new.txt': 'Nobody ordered an inspection.\n' }, { name: 'bridge', title: 'B' }),
    );
    const gone = await deskFor(changed).share({ place: DM, person: ANN, code: refs?.answer ?? '' });
    expect(words(gone.reply)).toMatch(/can’t be given again/u);
  });

  it('keep a judgement with its question', async () => {
    const state = memoryState();
    const desk = deskFor(bridge, { state });
    const { refs } = await asked(desk, 'who ordered an inspection?');
    const judge = (about: object): Promise<Reply> =>
      desk.feedback({ place: CHANNEL, person: ANN, code: refs?.answer ?? '', helpful: false, ...about });
    expect((await judge({ comment: ' wrong ' })).kind).toBe('notice');
    expect((await judge({ code: 'nonsense' })).kind).toBe('notice');
    expect(await state.feedback('bridge', 5)).toEqual([
      expect.objectContaining({
        helpful: false,
        comment: 'wrong',
        question: 'who ordered an inspection?',
        person: 'slack:U1',
      }),
    ]);
  });
});

describe('unanswered', () => {
  it('lists for those who manage what the articles couldn’t answer', async () => {
    const desk = deskFor([bridge, ferry]);
    for (const person of [ANN, BOB]) await asked(desk, 'who is the judge?', { person });
    await asked(desk, '/when was the trial of Zed?');
    await asked(desk, 'who ordered an inspection?');
    const list = await desk.unanswered(CHANNEL, OWNER);
    expect(list).toMatchObject({
      kind: 'list',
      items: [{ text: 'who is the judge?', detail: expect.stringContaining('asked 2 times') }, {}],
    });
    expect((await asked(desk, '/unanswered', { person: OWNER })).reply).toEqual(list);
    expect(words(await desk.unanswered(CHANNEL, ANN))).toMatch(/^Only those who manage this workspace/u);
  });
});

describe('suggest', () => {
  const suggested = async (engine: Engine, typed: string, command?: string): Promise<readonly string[]> => {
    const desk = deskFor(engine);
    await asked(desk, 'was the bridge unsafe?');
    await asked(desk, 'who is Zed?', { person: BOB });
    let list: readonly string[] = [];
    // The case is read beside answering: the names are there a moment later.
    for (let i = 0; i < 50 && !list.some((one) => one.includes('Quill')); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      list = await desk.suggest(CHANNEL, ANN, typed, command);
    }
    return list;
  };

  it('completes names, and finds one’s own earlier questions and no one else’s', async () => {
    expect(await suggested(bridge, 'who is ad')).toContain('who is Ada Quill');
    const all = await suggested(bridge, '');
    expect(all).toContain('was the bridge unsafe?');
    expect(all).not.toContain('who is Zed?');
    expect(all.length).toBeLessThanOrEqual(25);
  });

  it('suggests the arguments of other commands', async () => {
    const desk = deskFor([bridge, ferry]);
    await asked(desk, '/help');
    expect(await desk.suggest(CHANNEL, ANN, 'fer', 'case')).toEqual(['use ferry']);
    expect(await desk.suggest(CHANNEL, ANN, 'gaz', 'sources')).toEqual(['gazette.txt']);
  });

  it('fits every platform, whatever is typed', async () => {
    const desk = deskFor(bridge);
    await asked(desk, '/help');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (typed) => {
        const list = await desk.suggest(CHANNEL, ANN, typed, 'who');
        expect(list.length).toBeLessThanOrEqual(25);
        for (const one of list) expect(one.length).toBeLessThanOrEqual(100);
        expect(new Set(list).size).toBe(list.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('check, home and once', () => {
  it('looks a message up as a claim, whatever it looks like, and remembers no turn of it', async () => {
    const desk = deskFor(bridge);
    const claim = (text: string): Promise<DeskAnswer | undefined> => desk.check(asking(text));
    expect((await claim('/help'))?.reply.kind).toBe('answer');
    expect(words((await claim('Mayor Ada Quill ordered an inspection of the bridge.'))?.reply as Reply)).toMatch(
      /Ada Quill/u,
    );
    const long = `Mayor Ada Quill ordered an inspection. ${'And so on and on. '.repeat(100)}`;
    expect((await claim(long))?.reply.kind).toBe('answer');
    expect((await claim('x'.repeat(5000)))?.reply.kind).toBe('answer');
    const { reply } = await asked(desk, 'and why?');
    expect(reply.kind === 'answer' && reply.answer.understoodAs).not.toMatch(/Quill/u);
  });

  it('shows what there is', async () => {
    const home = await deskFor([bridge, ferry]).home(CHANNEL, ANN);
    expect(home).toMatchObject({ case: { name: 'bridge', inUse: true }, sources: { kind: 'sources' } });
    expect(home.cases).toHaveLength(2);
  });

  it('is true once', async () => {
    const desk = deskFor(bridge);
    expect([await desk.once('greeting U1'), await desk.once('greeting U1'), await desk.once('greeting U2')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('the shelf', () => {
  it('opens a case once, keeps few, and what can’t be opened is tried again', async () => {
    const opens: string[] = [];
    const closes: string[] = [];
    let broken = true;
    const engines = ['a', 'b', 'c'].map((name) => createEngine(caseOf(FERRY, { name, title: name })));
    const desk = deskFor(engines, {
      shelfOptions: {
        maxOpen: 2,
        open: async (name) => {
          opens.push(name);
          if (name === 'c' && broken) throw new Error('unreadable');
          const engine = engines.find((each) => each.case.name === name) as Engine;
          return { engine: () => engine, close: async () => void closes.push(name) };
        },
      },
    });
    await Promise.all([asked(desk, '/help'), asked(desk, '/help', { person: BOB })]);
    expect(opens).toEqual(['a']);
    await asked(desk, '/case use c');
    await expect(asked(desk, '/help')).rejects.toThrow('unreadable');
    broken = false;
    await asked(desk, '/help');
    await asked(desk, '/case use b');
    await asked(desk, '/help');
    expect(closes).toEqual(['a']);
    await desk.close();
    expect(closes.toSorted()).toEqual(['a', 'b', 'c']);
  });
});
