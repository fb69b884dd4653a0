import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { bannerLines } from '../../src/platforms/terminal/banner.ts';
import { chat, completeCommand } from '../../src/platforms/terminal/chat.ts';
import type { Engine } from '../../src/types.ts';
import { deskFor } from '../support/desk.ts';
import { bridgeEngine, fakeEngine, still } from '../support/engine.ts';

/** What a chat writes when this is typed; `live`: at a terminal. */
async function said(
  typed: string,
  engine: Engine = bridgeEngine(),
  live = false,
): Promise<{ text: string; errors: unknown[] }> {
  const input = Object.assign(new PassThrough(), { isTTY: live });
  const output = Object.assign(new PassThrough(), { isTTY: live, columns: 100 });
  const chunks: Buffer[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk));
  const errors: unknown[] = [];
  const done = chat(still(engine), deskFor(engine), {
    input,
    output,
    env: { NO_COLOR: '1' },
    onError: (error) => errors.push(error),
  });
  input.end(typed);
  await done;
  return { text: Buffer.concat(chunks).toString(), errors };
}

describe('chat', () => {
  it('answers piped lines, each below its question, and writes nothing else', async () => {
    const { text } = await said('/when was the bridge closed?\n\n/sources 3\n');
    expect(text).toBe(
      [
        '? /when was the bridge closed?',
        '**Monday**',
        '> The bridge was closed on **Monday** because a cable had snapped.',
        '  Bridge shut after cable snaps · The Herald · 6 May 2021',
        'Next: /why was the bridge closed?',
        '      /sources 1',
        '',
        '? /sources 3',
        '**notes.md · undated**',
        '',
        'An engineer counted 40 broken strands.',
        '',
        'Next: /sources',
        '',
      ].join('\n'),
    );
  });

  it('answers a last line without an end, and Windows line ends', async () => {
    expect((await said('/sources 3\r\n/help')).text).toMatch(/^\? \/sources 3\n[\s\S]*\n\? \/help\n/u);
  });

  it('shows what is there where nothing is asked', async () => {
    expect((await said('')).text).toMatch(
      /^Casefile · The Quill Street bridge\n3 articles · 6 sentences · published 6 May 2021 to 7 May 2021\n/u,
    );
  });

  it.each(['quit', 'exit', '/quit'])('leaves on %s', async (word) => {
    expect((await said(`/sources 3\n${word}\n/help\n`)).text).not.toContain('? /help');
  });

  it('has a banner and a prompt at a terminal', async () => {
    const { text } = await said('/sources 3\n', bridgeEngine(), true);
    expect(text).toMatch(/^Casefile · The Quill Street bridge\n/u);
    expect(text).toContain('? ');
    expect(text).toContain('An engineer counted 40 broken strands.');
  });

  it('leaves on Ctrl-C and Ctrl-D at a terminal', async () => {
    expect((await said('\u0003', bridgeEngine(), true)).errors).toEqual([]);
    expect((await said('\u0004', bridgeEngine(), true)).errors).toEqual([]);
  });

  it('keeps the conversation for follow-ups', async () => {
    const engine = bridgeEngine();
    await said('/when was the bridge closed?\nand why?\n', engine);
    const asked = engine.asked.findLast(({ ask }) => ask === 'and why?');
    expect(asked?.context.history).toMatchObject([{ ask: 'when was the bridge closed?' }]);
  });

  it('goes on after a fault, and tells it to the log alone', async () => {
    const engine = fakeEngine((ask) => {
      if (ask === 'boom') throw new RangeError('secret detail');
      return {};
    });
    const { text, errors } = await said('boom\n/sources 3\n', engine);
    expect(text).toContain('Something went wrong with that question.');
    expect(text).not.toContain('secret');
    expect(text).toContain('40 broken strands');
    expect(errors).toEqual([new RangeError('secret detail')]);
  });
});

describe('bannerLines', () => {
  it('tells the case, its size and dates, what could not be read, and questions that work', () => {
    expect(bannerLines(bridgeEngine())).toEqual([
      'Casefile · The Quill Street bridge',
      '3 articles · 6 sentences · published 6 May 2021 to 7 May 2021',
      'Could not be read: photo.pdf: has no text',
      'Platforms: terminal only; put tokens into .env to go live.',
      'Ask a question in plain words, for example:',
      '  /when was the bridge closed?',
      '  /who ordered a full inspection?',
      '  /why was the bridge closed?',
      '/help lists the commands; Ctrl-D leaves.',
    ]);
  });
});

describe('completeCommand', () => {
  it.each([
    ['/wh', ['/who ', '/when ', '/where ', '/what ', '/why ']],
    ['/HOW', ['/how ', '/howmany ']],
    ['/he', ['/help']],
    ['/who x', []],
    ['who', []],
    ['', []],
  ])('%j: %j', (line, names) => {
    expect(completeCommand(line)).toEqual([names, line]);
  });
});
