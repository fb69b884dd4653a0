import { caseAboutReply } from '../src/reply/case-about-reply.ts';
import { nearestWord } from '../src/reply/nearest-word.ts';
import type { Engine, NoticeReply, Reply } from '../src/types.ts';
import type { Command, CommandContext, Surroundings } from './command.ts';

const WORDS = ['list', 'use', 'default', 'about'] as const;

export const caseCommand: Command = {
  name: 'case',
  summary: 'The case in use: show it, list all, use another, set the default',
  usage: '/case [list | use NAME | default NAME | about]',
  argument: { name: 'words', description: 'list, about, use NAME, default NAME – or a question', required: false },
  examples: ['/case', '/case list', '/case use my-case', '/case about'],
  needs: ['cases'],
  words: WORDS,
  run(input, context) {
    const cut = input.search(/\s/u);
    const word = (cut < 0 ? input : input.slice(0, cut)).toLowerCase().replace(/[?!.:,]+$/u, '');
    const rest = cut < 0 ? '' : input.slice(cut).trim();
    const surroundings = context.surroundings ?? alone(context.engine);
    switch (word) {
      case '':
        return shown(context.engine, surroundings);
      case 'list':
        return listed(surroundings);
      case 'about':
        return caseAboutReply(context.engine);
      case 'use':
        return chosen(rest, 'here', surroundings, context);
      case 'default':
        return chosen(rest, 'default', surroundings, context);
      default:
        return slip(input, word, surroundings);
    }
  },
};

type Cases = Surroundings['cases'];

/** Where nothing but the engine is known: one case, and nobody who could choose. */
function alone({ case: { name, title, about } }: Engine): Surroundings {
  const one = { name, title, ...(about === undefined ? {} : { about }), inUse: true };
  return { cases: [one], unanswered: [], manages: false, here: 'here' };
}

function notice(question: string, text: string, hints: readonly string[]): NoticeReply {
  return { kind: 'notice', question, text, hints };
}

function shown({ case: { name, title, about } }: Engine, { cases, here }: Surroundings): Reply {
  const plain = about?.trim().replace(/\s+/gu, ' ');
  const more = cases.length > 1 ? ['/case list'] : [];
  return notice(
    '/case',
    `The case ${here} is “${title}” (${name})${plain === undefined || plain === '' ? '.' : `. ${plain}`}`,
    ['/case about', ...more],
  );
}

function listed({ cases, here }: Surroundings): Reply {
  const other = cases.find(({ inUse }) => !inUse);
  return {
    kind: 'list',
    title: cases.length === 1 ? 'There is one case' : `There are ${cases.length} cases`,
    items: cases.map(({ name, title, inUse }) => ({
      text: title,
      detail: inUse ? `${name} · in use ${here}` : name,
      marked: inUse,
    })),
    hints: other === undefined ? ['/case about'] : [`/case use ${other.name}`, '/case about'],
  };
}

function chosen(
  wanted: string,
  scope: 'here' | 'default',
  { cases, manages, here, group }: Surroundings,
  { surroundings }: CommandContext,
): Reply {
  const asked = `/case ${scope === 'here' ? 'use' : 'default'}${wanted === '' ? '' : ` ${wanted}`}`;
  if (surroundings === undefined) {
    return notice(asked, 'A case is chosen where the bot is running; here, give its folder with --case.', ['/case']);
  }
  if (scope === 'default' && group === undefined) {
    return notice(asked, 'There is no server or workspace here that could have a default.', ['/case list']);
  }
  if (scope === 'default' && !manages) {
    return notice(asked, `Only those who manage ${group} can set its default. You can choose a case ${here}.`, [
      `/case use ${wanted === '' ? (cases[0]?.name ?? '') : wanted}`.trimEnd(),
    ]);
  }
  if (wanted === '') return notice(asked, 'Which case? Name one of the list.', ['/case list']);
  const found = findCase(wanted, cases);
  if (found === undefined) {
    const near = nearestCase(wanted, cases);
    const text = `There is no case “${shorten(wanted)}”.${near === undefined ? '' : ` Did you mean ${near}?`}`;
    const verb = scope === 'here' ? 'use' : 'default';
    return notice(asked, text, [...(near === undefined ? [] : [`/case ${verb} ${near}`]), '/case list']);
  }
  const text =
    scope === 'here'
      ? `From now on, the case ${here} is “${found.title}” (${found.name}).`
      : `The default of ${group} is now “${found.title}” (${found.name}). Channels that chose a case of their own keep it.`;
  return {
    ...notice(asked, text, ['/case about', '/sources']),
    effect: { kind: 'use-case', name: found.name, scope },
  };
}

function slip(input: string, word: string, { cases }: Surroundings): Reply {
  const found = findCase(input, cases);
  if (found !== undefined) {
    return notice(`/case ${input}`, `“${found.title}” is a case. To use it here:`, [`/case use ${found.name}`]);
  }
  const near = nearestWord(word, WORDS);
  const lead = `/case knows ${WORDS.slice(0, -1).join(', ')} and ${WORDS.at(-1)}, not “${shorten(input)}”.`;
  return notice(`/case ${input}`, lead, [...(near === undefined ? [] : [`/case ${near}`]), '/case', '/case list']);
}

/** By name or title, in any letter case. */
function findCase(wanted: string, cases: Cases): Cases[number] | undefined {
  const plain = wanted
    .replace(/^["“'‘]|["”'’]$/gu, '')
    .trim()
    .toLowerCase();
  return (
    cases.find(({ name }) => name === wanted) ??
    cases.find(({ name }) => name.toLowerCase() === plain) ??
    cases.find(({ title }) => title.toLowerCase() === plain)
  );
}

function nearestCase(wanted: string, cases: Cases): string | undefined {
  const plain = wanted.toLowerCase();
  const starting = cases.filter(({ name }) => name.toLowerCase().startsWith(plain));
  if (starting.length === 1) return starting[0]?.name;
  const near = nearestWord(
    plain,
    cases.map(({ name }) => name.toLowerCase()),
  );
  return cases.find(({ name }) => name.toLowerCase() === near)?.name;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}
