import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dispatch } from '../../commands/dispatch.ts';
import { commands } from '../../commands/index.ts';
import { createEngine } from '../../src/answer/engine.ts';
import { loadCase } from '../../src/article/load-case.ts';
import { decodeCode } from '../../src/desk/quote-ref.ts';
import { contextReply, quotesReply, refsOf } from '../../src/desk/quotes.ts';
import { toSlack } from '../../src/render/slack.ts';
import type { Engine, Reply } from '../../src/types.ts';
import { messageProblems } from '../support/fake-slack/check-blocks.ts';
import { sharedDir } from '../support/shared.ts';

/** Questions of a gold file, every nth. */
function goldQuestions(file: string, count: number): readonly string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const step = Math.max(1, Math.floor(lines.length / count));
  return lines
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((line) => String((JSON.parse(line) as { readonly ask?: unknown; readonly question?: unknown }).ask ?? ''))
    .filter((question) => question !== '');
}

/** Every message that this line can lead to: the reply, and what its buttons bring. */
function problemsOf(line: string, engine: Engine): readonly string[] {
  const reply = dispatch(line, engine);
  const replies: Reply[] = [reply];
  if (reply.kind === 'answer') {
    const { quotes, more } = refsOf('aaaaaaaa', engine.case, reply);
    for (const ref of quotes.flatMap((code) => decodeCode(code)?.refs ?? []))
      replies.push(contextReply(engine.case, ref));
    if (more !== undefined) replies.push(quotesReply(engine.case, decodeCode(more)?.refs ?? []));
  }
  const refs = reply.kind === 'answer' ? { refs: refsOf('aaaaaaaa', engine.case, reply), share: true } : {};
  return [toSlack(reply, refs), ...replies.slice(1).map((each) => toSlack(each))]
    .flatMap((message) => messageProblems(message))
    .map((problem) => `${line}: ${problem}`);
}

const shared = sharedDir();
const cases: readonly { readonly name: string; readonly dir: string; readonly gold?: string }[] = [
  { name: 'the default case', dir: 'data/alt-uscis' },
  ...(shared === undefined
    ? []
    : [
        {
          name: 'alt-uscis',
          dir: join(shared, 'cases/alt-uscis'),
          gold: join(shared, 'questions/alt-uscis.dev.jsonl'),
        },
        { name: 'wiki-dev', dir: join(shared, 'cases/wiki-dev'), gold: join(shared, 'questions/wiki-dev.jsonl') },
      ]),
];

describe('every command’s answer on Slack (alt-uscis and wiki-dev only with ../shared)', () => {
  it.each(cases)('keeps the limits on $name', async ({ dir, gold }) => {
    const engine = createEngine(await loadCase(dir));
    const lines = [
      ...commands.flatMap(({ name, examples }) => [`/${name}`, ...examples.slice(0, 1)]),
      ...[1, 2, 3].map((number) => `/sources ${number}`),
      ...(gold === undefined ? ['who sued Twitter?', 'when was the summons sent?'] : goldQuestions(gold, 6)),
    ];
    expect(lines.flatMap((line) => problemsOf(line, engine))).toEqual([]);
  }, 60_000);
});
