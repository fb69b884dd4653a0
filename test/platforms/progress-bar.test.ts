import { describe, expect, it } from '@jest/globals';
import { createProgressBar, progressLine } from '../../src/platforms/terminal/progress-bar.ts';

describe('progressLine', () => {
  it('shows how far it is, and with what', () => {
    expect(progressLine({ done: 412, total: 1000, current: 'in/herald.html' }, 80)).toBe(
      '█████████░░░░░░░░░░░░░░░  412/1,000  in/herald.html'.replace('  412', '    412'),
    );
    expect(progressLine({ done: 2, total: 2, current: '' }, 80)).toBe(`${'█'.repeat(24)}  2/2`);
  });

  it.each([10, 30, 31, 32, 40, 80])('never takes more than %i columns less one', (columns) => {
    for (const current of ['a'.repeat(200), '新聞'.repeat(50), '', 'x']) {
      const line = progressLine({ done: 3, total: 9, current }, columns);
      const width = [...line].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) >= 0x3000 ? 2 : 1), 0);
      expect(width).toBeLessThan(columns);
    }
  });

  it('sends nothing of a name that steers the terminal', () => {
    expect(progressLine({ done: 1, total: 2, current: 'a\u001b[2J\nb\u202ec' }, 80)).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('createProgressBar', () => {
  const draw = (stream: { isTTY?: boolean; columns?: number }, env: Record<string, string>, total = 3) => {
    const written: string[] = [];
    let clock = 0;
    const bar = createProgressBar({ ...stream, write: (text) => written.push(text) }, env, () => clock);
    for (let done = 0; done <= total; done++) {
      bar.show({ done, total, current: `f${done}` });
      clock += 50;
    }
    bar.clear();
    bar.clear();
    return written;
  };

  it('draws on one line, now and then, and leaves it empty', () => {
    const written = draw({ isTTY: true, columns: 60 }, {});
    expect(written.map((text) => /f\d/u.exec(text)?.[0])).toEqual(['f0', 'f2', 'f3', undefined]);
    expect(written.every((text) => text.startsWith('\r\u001b[K') && !text.includes('\n'))).toBe(true);
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('draws on a terminal that says it has no columns', () => {
    expect(draw({ isTTY: true, columns: 0 }, {})[0]).toContain('░  0/3  f0');
  });

  it.each<[string, { isTTY?: boolean }, Record<string, string>, number]>([
    ['no terminal', {}, {}, 3],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, 3],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, 3],
    ['one file', { isTTY: true }, {}, 1],
  ])('writes nothing with %s', (_what, stream, env, total) => {
    expect(draw(stream, env, total)).toEqual([]);
  });
});
