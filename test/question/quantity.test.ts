import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantityOf } from '../../src/question/quantity.ts';

describe('quantityOf', () => {
  it.each([
    ['how much did the port pay Norwick?', false, 'money'],
    ['how much was the ferry fined', false, 'money'],
    ['what is the mayor’s salary?', false, 'money'],
    ['What percentage of pupils walk?', false, 'percent'],
    ['how much does the bell weigh?', false, 'weight'],
    ['how heavy is the bell', false, 'weight'],
    ['how old is Ada Brock?', true, 'age'],
    ['how old was she?', false, 'age'],
  ])('%s (named: %s): %s', (text, named, expected) => {
    expect(quantityOf(text, named)).toBe(expected);
  });

  it.each([
    ['how old is the bridge?', false],
    ['how much water did the port lose?', false],
    ['how much of the port is closed?', false],
    ['why was the fine paid?', false],
    ['how many ferries sank?', false],
    ['who pays the rent of the mill?', false],
    ['', false],
  ])('%j (named: %s): none', (text, named) => {
    expect(quantityOf(text, named)).toBeUndefined();
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), fc.boolean(), (text, named) => void quantityOf(text, named)));
  });
});
