import { ask } from './ask.ts';
import { caseCommand } from './case.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';
import { how } from './how.ts';
import { howmany } from './howmany.ts';
import { quote } from './quote.ts';
import { sources } from './sources.ts';
import { unanswered } from './unanswered.ts';
import { what } from './what.ts';
import { when } from './when.ts';
import { where } from './where.ts';
import { who } from './who.ts';
import { why } from './why.ts';

/** Every command, in the order in which help lists them. Platforms register from this list. */
export const commands: readonly Command[] = [
  who,
  when,
  where,
  what,
  why,
  how,
  howmany,
  ask,
  quote,
  sources,
  caseCommand,
  unanswered,
  help,
];
