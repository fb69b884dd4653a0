import { describe, expect, it } from '@jest/globals';
import { dispatch, remember } from '../../commands/dispatch.ts';
import { bridgeEngine, cite, fakeEngine, HERALD } from '../support/engine.ts';

describe('followUps', () => {
  it('offers the same words with another question word, where the engine has an answer', () => {
    expect(dispatch('/when was the bridge closed?', bridgeEngine()).hints).toEqual([
      '/why was the bridge closed?',
      '/sources 1',
    ]);
  });

  it('offers “and why?” after a question whose words can’t be kept', () => {
    const engine = fakeEngine((ask) => {
      const citations = [cite(HERALD, 'closed on Monday')];
      return ask === 'and why?'
        ? { type: 'reason', span: 'a cable had snapped', citations }
        : { type: 'person', span: 'Ada Quill', citations };
    });
    expect(dispatch('/who closed the bridge?', engine).hints).toEqual(['and why?', '/sources 1']);
    expect(engine.asked.find(({ ask }) => ask === 'and why?')?.context.history).toMatchObject([
      { ask: 'who closed the bridge?' },
    ]);
  });

  it('offers no question that would get a no', () => {
    const engine = fakeEngine((_, { command }) =>
      command === 'when'
        ? { type: 'date', span: 'Monday', citations: [cite(HERALD, 'Monday')] }
        : { status: 'none', confidence: 0 },
    );
    expect(dispatch('/when was the bridge closed?', engine).hints).toEqual(['/sources 1']);
  });

  it('offers no kind of question that was asked before', () => {
    const engine = bridgeEngine();
    const why = dispatch('/why was the bridge closed?', engine);
    const history = remember([], why);
    expect(why.hints).toContain('/when was the bridge closed?');
    expect(dispatch('/when was the bridge closed?', engine, history).hints).toEqual(['/sources 1']);
  });

  it('offers questions that do work after a no', () => {
    expect(dispatch('/where is the mayor?', bridgeEngine()).hints).toEqual([
      '/when was the bridge closed?',
      '/who ordered a full inspection?',
    ]);
  });
});
