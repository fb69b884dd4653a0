import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { commands } from '../../../commands/index.ts';
import { parseInput } from '../../../commands/parse.ts';
import type { Desk, DeskAnswer, Person, Place } from '../../desk/desk.ts';
import type { SlackMessage } from '../../render/slack/blocks.ts';
import { slackSentence, toSlack } from '../../render/slack.ts';
import type { State } from '../../storage/state.ts';
import { type Destination, deliver, publish, type SlackClient } from './deliver.ts';
import { faultOf } from './fault.ts';
import { JobQueue } from './job-queue.ts';
import { ResponseUrls } from './response-url.ts';
import type { SlackSettings } from './settings.ts';
import { slashName } from './slash-commands.ts';
import { Threads } from './threads.ts';

/** How long it is remembered that someone administers a workspace. */
const MANAGES_MS = 10 * 60_000;
const MAX_PERSONS = 5000;

export interface BotParts {
  readonly desk: Desk;
  readonly state: State;
  readonly log: Logger;
  readonly settings: SlackSettings;
}

/** What every listener of the Slack bot uses. */
export class SlackBot {
  readonly desk: Desk;
  readonly state: State;
  readonly log: Logger;
  readonly settings: SlackSettings;
  readonly urls = new ResponseUrls();
  readonly threads = new Threads();
  readonly #queue = new JobQueue();
  readonly #underWay = new Set<Promise<void>>();
  readonly #managers = new Map<string, { readonly at: number; readonly manages: boolean }>();

  constructor({ desk, state, log, settings }: BotParts) {
    this.desk = desk;
    this.state = state;
    this.log = log;
    this.settings = settings;
  }

  /** A reply as it stands in this place. */
  render(answer: DeskAnswer, to: { readonly direct: boolean; readonly asker?: string }): SlackMessage {
    return toSlack(answer.reply, {
      share: !to.direct,
      slash: (name) => slashName(name, this.settings.commandPrefix),
      ...(answer.refs === undefined ? {} : { refs: answer.refs }),
      ...(to.asker === undefined ? {} : { asker: to.asker }),
    });
  }

  /**
   * Does what was acknowledged already: `work` gives the message for the person, or nothing. A fault becomes one plain sentence
   * for the person and a line in the log.
   */
  answer(on: string, to: Destination, work: () => Promise<SlackMessage | undefined>): void {
    this.#begin(this.#answer(on, to, work, deliver));
  }

  /** As `answer`, for everybody in the place to see. */
  answerOpenly(on: string, to: Destination, work: () => Promise<SlackMessage | undefined>): void {
    this.#begin(this.#answer(on, to, work, publish));
  }

  /** As `answer`, where nothing is sent to the person. */
  work(on: string, work: () => Promise<void>): void {
    this.#begin(this.#queue.run(work).catch((error: unknown) => this.fault(on, error)));
  }

  #begin(work: Promise<void>): void {
    const task = work.finally(() => this.#underWay.delete(task));
    this.#underWay.add(task);
  }

  async #answer(
    on: string,
    to: Destination,
    work: () => Promise<SlackMessage | undefined>,
    send: typeof deliver,
  ): Promise<void> {
    try {
      const message = await this.#queue.run(work);
      if (message !== undefined) await send(this.urls, to, message);
    } catch (error) {
      this.fault(on, error);
      try {
        await deliver(this.urls, to, slackSentence('Something went wrong with that. Please try again in a moment.'));
      } catch (second) {
        this.fault(`${on}, telling so`, second);
      }
    }
  }

  /** A line for the owner. */
  fault(on: string, error: unknown): void {
    this.log.error({ on, ...faultOf(error) }, 'Slack: something could not be answered');
  }

  /** True the first time that this delivery comes, here or in another process. */
  async first(kind: string, ...parts: readonly (string | undefined)[]): Promise<boolean> {
    return this.state.claimEvent(eventId(kind, ...parts));
  }

  /** Who asks; whether they manage the workspace is only looked up where it matters. */
  async person(client: SlackClient, team: string, id: string, line = ''): Promise<Person> {
    return { id, manages: needsRights(line) && (await this.#manages(client, team, id)) };
  }

  async #manages(client: SlackClient, team: string, user: string): Promise<boolean> {
    const key = `${team} ${user}`;
    const known = this.#managers.get(key);
    if (known !== undefined && Date.now() - known.at < MANAGES_MS) return known.manages;
    try {
      const { user: found } = await client.users.info({ user });
      const manages = found?.is_admin === true || found?.is_owner === true || found?.is_primary_owner === true;
      if (this.#managers.size >= MAX_PERSONS) this.#managers.clear();
      this.#managers.set(key, { at: Date.now(), manages });
      return manages;
    } catch (error) {
      this.fault('users.info', error);
      return false;
    }
  }

  /** Waits for what is under way, `mostMs` at most. */
  async settle(mostMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([Promise.allSettled([...this.#underWay]), late]);
    clearTimeout(timer);
  }
}

/** One id for one delivery, however often it is repeated. */
export function eventId(kind: string, ...parts: readonly (string | undefined)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
  return `slack:${kind}:${hash}`;
}

/** Whether rights can matter: where a command wants more than the articles. */
function needsRights(line: string): boolean {
  const parsed = parseInput(line, commands);
  return parsed.kind === 'command' && parsed.command.needs !== undefined;
}

/** A place as the desk knows it. */
export function placeOf(about: {
  readonly team: string | undefined;
  readonly enterprise?: string | undefined;
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly direct: boolean;
}): Place {
  return {
    platform: 'slack',
    team: about.team ?? about.enterprise ?? '',
    channel: about.channel,
    ...(about.thread === undefined ? {} : { thread: about.thread }),
    direct: about.direct,
  };
}
