import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { plainCase } from '../../support/small-case.ts';

const engine = createEngine(
  plainCase([
    'Ada Brock, the mayor of Torle, opened a bridge at the port in May.',
    'Norwick Farms sued the port over its toll in June.',
    'The port said that it would fight the suit over the toll.',
  ]),
);

describe('how somebody reacts', () => {
  it('is what he says or does', () => {
    const answer = engine.answer('how did the port respond to the lawsuit over the toll?');
    expect(answer.status).toBe('answered');
    expect(answer.citations[0]?.text).toContain('would fight the suit');
  });

  it('is nothing that is said of another', () => {
    expect(engine.answer('how did the mayor react to the bridge?').citations[0]?.text ?? '').not.toContain('fight');
  });
});
