import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Event, findEvents, type Range } from '../../src/text/events.ts';
import { stem } from '../../src/text/terms.ts';
import { tokenize } from '../../src/text/tokens.ts';

function read(text: string): (readonly [verb: string, subject: string, object: string])[] {
  const tokens = tokenize(text);
  const words = (range: Range | undefined): string =>
    range === undefined ? '' : text.slice(tokens[range.from]?.start, tokens[range.to - 1]?.end);
  return findEvents(tokens).map(({ verb, subject, object }: Event) => [verb, words(subject), words(object)]);
}

describe('findEvents', () => {
  it.each([
    ['The union sued the port.', 'sue', 'The union', 'the port'],
    ['The port was sued by the union.', 'sue', 'the union', 'The port'],
    ['The port was later sued by the union.', 'sue', 'the union', 'The port'],
    ['The union filed a lawsuit against the port.', 'sue', 'The union', 'the port'],
    ['The union took the port to court.', 'sue', 'The union', 'the port'],
    ['Ada Brock, a lawyer with the union, praised the judge.', 'praise', 'Ada Brock', 'the judge'],
    ['The clerk who signed the order resigned.', 'sign', 'The clerk', 'the order'],
    ['Agents from the ministry searched the office.', 'search', 'Agents', 'the office'],
    ['The mayor and the council rejected the plan.', 'reject', 'The mayor and the council', 'the plan'],
    ['The board agreed to close the dock.', 'close', 'The board', 'the dock'],
    ['The painting was stolen.', 'steal', '', 'The painting'],
    ['The bank responded by taking Ada Brock to court.', 'sue', 'The bank', 'Ada Brock'],
    ['Relatives of the divers took the port to the High Court.', 'sue', 'Relatives of the divers', 'the port'],
    ['The port will pay $2 million to Ada Brock, the clerk whom it dismissed.', 'dismiss', 'The port', 'the clerk'],
    ['After suing the port, the union withdrew.', 'sue', 'the union', 'the port'],
    ['The agency that runs ports fined Norwick.', 'fine', 'The agency', 'Norwick'],
    ['The union’s lawyer asked the court to block the sale.', 'block', 'the court', 'the sale'],
    ['The ferry was built by Hesper in 1931 and bought by the county.', 'buy', 'the county', 'The ferry'],
    ['The union withdrew its suit after the port agreed to the terms.', 'agree', 'the port', ''],
    ['The Review Board (RB) on Monday granted a permit.', 'grant', 'The Review Board', 'a permit'],
    ['Relatives of the people killed in the fire praised Norwick.', 'praise', 'Relatives of the people', 'Norwick'],
    ['The port dropped its suit against Brock, apologised to her and left.', 'apologise', 'The port', ''],
    ['“We lost,” said Ada Brock, the mayor.', 'say', 'Ada Brock', ''],
    ['Norwick, the yard used by a hundred ships, sued the port.', 'sue', 'Norwick', 'the port'],
    ['Norwick, which was built by Hesper and repairs ferries, sued the port.', 'sue', 'Norwick', 'the port'],
    ['In 2017 the board, then headed by Brock, fined Norwick.', 'fine', 'the board', 'Norwick'],
    ['After the vote, the mayor, a lawyer, thanked Norwick.', 'thank', 'the mayor', 'Norwick'],
    ['When was Ada Brock elected mayor?', 'elect', '', 'Ada Brock'],
    ['The Torle Echo, whose office was searched in May, sued the port.', 'sue', 'The Torle Echo', 'the port'],
  ])('%s → %s: %s → %s', (text, verb, subject, object) => {
    expect(read(text)).toContainEqual([stem(verb), subject, object]);
  });

  it('turns a participle behind its noun', () => {
    expect(read('The letter sent to Ada Brock was short.')[0]).toEqual(['send', '', 'The letter']);
  });

  it('tells what is wanted, possible or denied from what is done', () => {
    const unreal = (text: string): boolean[] => findEvents(tokenize(text)).map((event) => event.unreal === true);
    expect(unreal('The port sued the union.')).toEqual([false]);
    expect(unreal('The port did not sue the union.')).toEqual([true]);
    expect(unreal('The port tried to sue the union.')).toEqual([false, true]);
    expect(unreal('The port fought the order to sell the dock.')).toEqual([false, true]);
    expect(read('The port fought the order to sell the dock.')).toContainEqual(['sell', '', 'the dock']);
  });

  it.each([
    ['The port sued the union.', ['sue', 'the union', 'The port']],
    ['The union was sued by the port.', ['sue', 'The union', 'the port']],
    ['The union filed a lawsuit; the port is against strikes.', ['sue', 'The union', '']],
  ])('does not turn round who acts: %s', (text, wrong) => {
    const events = read(text);
    expect(events.length).toBeGreaterThan(0);
    expect(events).not.toContainEqual(wrong);
  });

  it.each(['', 'Yes.', 'The old bridge.', '?!', 'the of and'])('finds nothing in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('keeps its ranges inside the tokens, in the order of the verbs, whatever the text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...'the union port sued was by who , ; . and to of against filed a lawsuit took court Ada Brock – “ ” not had been suing it that'.split(
          ' ',
        ),
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (list) => {
        const tokens = tokenize(list.join(' '));
        let at = 0;
        for (const event of findEvents(tokens)) {
          expect(event.at).toBeGreaterThanOrEqual(at);
          at = event.at;
          for (const range of [event.subject, event.object]) {
            if (range === undefined) continue;
            expect(range.from).toBeGreaterThanOrEqual(0);
            expect(range.to).toBeGreaterThan(range.from);
            expect(range.to).toBeLessThanOrEqual(tokens.length);
          }
        }
        expect(at).toBeLessThan(Math.max(1, tokens.length));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    'sued ',
    'was sued by ',
    'the union sued ',
    'a lawsuit ',
    'who sued ',
    ', sued ',
    'filed a lawsuit against ',
    'took it to the High ',
    'the order to sell (',
    'had been ',
  ])('stays linear on a long run of "%s"', (unit) => {
    const tokens = tokenize(unit.repeat(Math.ceil(100_000 / unit.length)));
    const started = performance.now();
    findEvents(tokens);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
