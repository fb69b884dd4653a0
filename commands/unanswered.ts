import { unansweredReply } from '../src/reply/unanswered-reply.ts';
import type { NoticeReply } from '../src/types.ts';
import type { Command } from './command.ts';

const notice = (text: string): NoticeReply => ({ kind: 'notice', question: '/unanswered', text, hints: ['/help'] });

export const unanswered: Command = {
  name: 'unanswered',
  summary: 'Questions the articles couldn’t answer, most asked first',
  usage: '/unanswered',
  examples: ['/unanswered'],
  needs: ['unanswered'],
  run(_input, { engine, surroundings }) {
    if (surroundings === undefined) {
      return notice('Questions without an answer are collected where the bot is running, not here.');
    }
    if (!surroundings.manages) {
      return notice(`Only those who manage ${surroundings.group ?? 'the bot'} can see what others asked.`);
    }
    return unansweredReply(engine, surroundings.unanswered);
  },
};
