import { describe, expect, it } from '@jest/globals';
import { terminalStyle } from '../../src/render/terminal-style.ts';

describe('terminalStyle', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{}, {}, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{}, { FORCE_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('%j %j: colour %s', (stream, env, colour) => {
    expect(terminalStyle(stream, env).colour).toBe(colour);
  });

  it.each([
    [undefined, 100],
    [80, 80],
    [100, 100],
    [101, 100],
    [20, 20],
    [19, 20],
    [0, 20],
  ])('%s columns: %d wide', (columns, width) => {
    expect(terminalStyle(columns === undefined ? {} : { columns }, {}).width).toBe(width);
  });
});
