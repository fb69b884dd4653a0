import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AskedQuestion, Feedback, State } from '../../src/storage/state.ts';

const DAY = 86_400_000;
const START = new Date('2031-03-04T12:00:00Z');

/** A clock that stands where it is put. */
export interface Clock {
  now: Date;
}

export interface Home {
  /** Opens the same storage again, as another process would see it where that is possible; `clock` is its time. */
  readonly open: (clock: Clock) => Promise<State>;
  /** Names in this run are its own, so that a storage may be used for many. */
  readonly run: string;
  /** Whether persons and events are hashed, and tokens sealed (the memory keeps them as they are). */
  readonly seals: boolean;
}

/** What every storage has to do. */
export function contractOf(prepare: () => Promise<Home>): void {
  describe('as any state', () => {
    const clock: Clock = { now: START };
    let state: State;
    let home: Home;
    let name: (text: string) => string;
    beforeAll(async () => {
      home = await prepare();
      state = await home.open(clock);
      name = (text) => `${text}-${home.run}`;
    }, 60_000);
    afterAll(async () => state?.close());

    const question = (id: string, text: string, about: Partial<AskedQuestion> = {}): AskedQuestion => ({
      id: `${id}${home.run}`.slice(0, 30),
      caseName: name('bridge'),
      text,
      before: [],
      person: `slack:${name('U1')}`,
      answered: false,
      at: clock.now,
      ...about,
    });
    const feedback = (about: Partial<Feedback> = {}): Feedback => ({
      caseName: name('bridge'),
      answer: 'answer01',
      person: `slack:${name('U1')}`,
      helpful: true,
      citations: ['a1b2c3d4.1x4.2f'],
      at: clock.now,
      ...about,
    });

    it('knows no case at first', async () => {
      expect(await state.caseInUse([`slack:${name('T')}`])).toBeUndefined();
      expect(await state.caseInUse([])).toBeUndefined();
    });

    it('takes the case of the narrowest scope that has one', async () => {
      const [team, channel, thread] = [`slack:${name('T1')}`, `slack:${name('T1')}/C1`, `slack:${name('T1')}/C1/17.1`];
      await state.useCase(team, 'wide');
      await state.useCase(channel, 'narrow');
      expect(await state.caseInUse([thread, channel, team])).toBe('narrow');
      expect(await state.caseInUse([`slack:${name('T1')}/C2`, team])).toBe('wide');
      await state.useCase(channel, 'other');
      expect(await state.caseInUse([channel, team])).toBe('other');
      await state.useCase(channel, undefined);
      expect(await state.caseInUse([channel, team])).toBe('wide');
    });

    it('takes any string for a name', async () => {
      const odd = `odd'";--\u0000 é 案件 \ud83d\ude00`;
      await state.useCase(`slack:${name('odd')}/@U'1`, odd);
      expect(await state.caseInUse([`slack:${name('odd')}/@U'1`])).toBe(home.seals ? odd.replace('\u0000', '') : odd);
    });

    it('gives an event to one caller only, until it has expired', async () => {
      const id = name('Ev1');
      const claims = await Promise.all(Array.from({ length: 20 }, () => state.claimEvent(id)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await state.claimEvent(name('Ev2'), 1000)).toBe(true);
      expect(await state.claimEvent(name('Ev2'), 1000)).toBe(false);
      clock.now = new Date(START.getTime() + 2000);
      expect(await state.claimEvent(name('Ev2'), 1000)).toBe(true);
      expect(await state.claimEvent(id)).toBe(false);
    });

    it('keeps the last turns of a conversation, in order, for a time', async () => {
      const talk = name('talk');
      const turns = ['one', 'two', 'three', 'four'].map((text, i) => ({
        text,
        at: new Date(START.getTime() + i * 60_000),
      }));
      clock.now = new Date(START.getTime() + 4 * 60_000);
      for (const turn of turns) await state.addTurn(talk, { ...turn, person: 'slack:U1' }, 3);
      // A write whose acknowledgement was lost is made again.
      for (const turn of turns.slice(-1)) await state.addTurn(talk, { ...turn, person: 'slack:U1' }, 3);
      expect(await state.turns(talk, DAY)).toEqual(turns.slice(1));
      expect(await state.turns(talk, 2 * 60_000)).toEqual(turns.slice(2));
      expect(await state.turns(name('other talk'), DAY)).toEqual([]);
      await state.dropTurns(talk);
      expect(await state.turns(talk, DAY)).toEqual([]);
    });

    it('finds a question again by its id', async () => {
      const asked = question('q1', 'Who signed it? 案件 \ud83d\ude00', { before: ['who sued?', '/when "was" it'] });
      await state.addAsked(asked);
      await state.addAsked({ ...asked, text: 'again' });
      const found = await state.asked(asked.id);
      if (!home.seals) return;
      expect(found).toMatchObject({
        text: asked.text,
        before: asked.before,
        caseName: asked.caseName,
        answered: false,
      });
      expect(found?.at).toEqual(asked.at);
      expect(found?.person).not.toContain('U1');
      expect(await state.asked(name('nobody'))).toBeUndefined();
    });

    it('counts what was not answered, however it is written', async () => {
      const caseName = name('counted');
      const ask = (id: string, text: string, minutes: number, answered = false): Promise<void> =>
        state.addAsked(question(id, text, { caseName, answered, at: new Date(START.getTime() + minutes * 60_000) }));
      await ask('c1', 'Who is the judge?', 1);
      await ask('c2', 'where was it?', 2);
      await ask('c3', '  who is  the JUDGE', 3);
      await ask('c4', 'who signed it?', 4, true);
      await ask('c5', '/who is the judge??', 5);
      await ask('c6', 'when was it?', 6);
      expect(await state.unanswered(caseName, 10)).toEqual([
        { text: 'Who is the judge?', count: 3, last: new Date(START.getTime() + 5 * 60_000) },
        { text: 'when was it?', count: 1, last: new Date(START.getTime() + 6 * 60_000) },
        { text: 'where was it?', count: 1, last: new Date(START.getTime() + 2 * 60_000) },
      ]);
      expect(await state.unanswered(caseName, 1)).toHaveLength(1);
      expect(await state.unanswered(name('no such case'), 10)).toEqual([]);
    });

    it('gives a person their own earlier questions, newest first, each once', async () => {
      const caseName = name('earlier');
      const ask = (id: string, text: string, person: string, minutes: number): Promise<void> =>
        state.addAsked(question(id, text, { caseName, person, at: new Date(START.getTime() + minutes * 60_000) }));
      await ask('e1', 'first', 'slack:Ann', 1);
      await ask('e2', 'second', 'slack:Ann', 2);
      await ask('e3', 'first', 'slack:Ann', 3);
      await ask('e4', 'secret', 'slack:Bob', 4);
      expect(await state.askedBy(caseName, 'slack:Ann', 10)).toEqual(['first', 'second']);
      expect(await state.askedBy(caseName, 'discord:Ann', 10)).toEqual([]);
    });

    it('keeps the latest judgement of a person on an answer', async () => {
      const caseName = name('judged');
      await state.addFeedback(feedback({ caseName, answer: name('j'), question: 'who?' }));
      await state.addFeedback(feedback({ caseName, answer: name('j'), helpful: false, comment: 'wrong "date"' }));
      await state.addFeedback(
        feedback({ caseName, answer: name('j'), person: 'slack:other', at: new Date(START.getTime() - 1) }),
      );
      const kept = await state.feedback(caseName, 10);
      expect(kept.map(({ helpful }) => helpful).sort()).toEqual([false, true]);
      expect(kept.find(({ helpful }) => !helpful)).toMatchObject({
        comment: 'wrong "date"',
        citations: ['a1b2c3d4.1x4.2f'],
      });
    });

    it('keeps subscriptions, the same one once', async () => {
      const caseName = name('watched');
      const watch = { id: name('w1'), caseName, scope: 'slack:T1/C1', person: 'slack:U1', words: 'judge', at: START };
      await state.addWatch(watch);
      await state.addWatch({ ...watch, id: name('w2') });
      await state.addWatch({ ...watch, id: name('w3'), words: '' });
      expect((await state.watches(caseName)).map(({ words }) => words).sort()).toEqual(['', 'judge']);
      expect(await state.removeWatch(name('w1'))).toBe(true);
      expect(await state.removeWatch(name('w1'))).toBe(false);
      expect(await state.watches(caseName)).toHaveLength(1);
    });

    it('keeps installations, per team and per enterprise', async () => {
      const team = { platform: 'slack', team: name('T1') } as const;
      const enterprise = { platform: 'slack', enterprise: name('E1') } as const;
      await state.saveInstallation(team, { bot: { token: 'made-up-token' } });
      await state.saveInstallation(enterprise, { bot: { token: 'another' } });
      await state.saveInstallation(team, { bot: { token: 'made-up-token-2' } });
      expect(await state.installation(team)).toEqual({ bot: { token: 'made-up-token-2' } });
      expect(await state.installation({ ...team, enterprise: name('E1') })).toBeUndefined();
      const rows: string[] = [];
      for await (const row of state.export()) rows.push(JSON.stringify(row));
      expect(rows.join('\n')).toContain(name('T1'));
      expect(rows.join('\n')).not.toContain('made-up-token');
      await state.removeInstallation(team);
      expect(await state.installation(team)).toBeUndefined();
      expect(await state.installation(enterprise)).toEqual({ bot: { token: 'another' } });
    });

    it('forgets a person, and nobody else', async () => {
      const caseName = name('forgotten');
      const [ann, bob] = [`slack:${name('Ann')}`, `slack:${name('Bob')}`];
      const scope = (person: string): string => `slack:T1/@${person.slice('slack:'.length)}`;
      for (const person of [ann, bob]) {
        await state.addAsked(question(`f-${person}`, `of ${person}`, { caseName, person }));
        await state.addTurn(name(`talk of ${person}`), { text: 'x', at: clock.now, person }, 5);
        await state.addFeedback(feedback({ caseName, answer: name('f'), person }));
        await state.useCase(scope(person), 'theirs');
        await state.addWatch({ id: `w-${person}`, caseName, scope: 's', person, words: '', at: START });
      }
      const gone = await state.forget(name('Ann'));
      expect(gone).toEqual({ case_choice: 1, conversation: 1, question: 1, feedback: 1, watch: 1 });
      expect(await state.askedBy(caseName, ann, 5)).toEqual([]);
      expect(await state.turns(name(`talk of ${ann}`), DAY)).toEqual([]);
      expect(await state.caseInUse([scope(ann)])).toBeUndefined();
      expect(await state.feedback(caseName, 5)).toHaveLength(1);
      expect(await state.askedBy(caseName, bob, 5)).toEqual([`of ${bob}`]);
      expect(await state.caseInUse([scope(bob)])).toBe('theirs');
      expect(await state.turns(name(`talk of ${bob}`), DAY)).toHaveLength(1);
      expect(Object.values(await state.forget(name('Ann'))).every((count) => count === 0)).toBe(true);
      expect(await state.forget(bob)).toEqual({ case_choice: 1, conversation: 1, question: 1, feedback: 1, watch: 1 });
    });

    it('deletes what is older than it may be', async () => {
      const caseName = name('old');
      const at = new Date(clock.now.getTime() - 40 * DAY);
      await state.addAsked(question('o1', 'old question', { caseName, at }));
      await state.addAsked(question('o2', 'new question', { caseName }));
      await state.claimEvent(name('Ev-old'), 1000);
      await state.retain(new Date(clock.now.getTime() + 2000));
      expect((await state.unanswered(caseName, 5)).map(({ text }) => text)).toEqual(['new question']);
      expect(await state.asked(question('o1', '').id)).toBeUndefined();
      await state.retain(new Date(clock.now.getTime() + 31 * DAY));
      expect(await state.unanswered(caseName, 5)).toEqual([]);
    });

    it('says what there is, and that it is there', async () => {
      const { home: where, rows } = await state.stats();
      expect(where).not.toBe('');
      expect(Object.keys(rows).sort()).toEqual([
        'case_choice',
        'conversation',
        'event',
        'feedback',
        'installation',
        'question',
        'watch',
      ]);
      await expect(state.ping()).resolves.toBeUndefined();
    });
  });
}
