import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ParsedFile, parseFile } from './article.ts';
import { type Limits, MB } from './limits.ts';
import type { ParseRequest, ParseResponse } from './parse-protocol.ts';
import { readerFor } from './readers/index.ts';

/** Parses files so that none of them can stop the program. */
export interface ParsePool {
  /** The articles of a file, or in one line why there are none. Never rejects. */
  readonly parse: (source: string, bytes: Uint8Array) => Promise<ParsedFile>;
  /** Ends the processes; what is still being parsed is skipped. */
  readonly close: () => Promise<void>;
}

export interface ParsePoolOptions {
  /** The program of a parsing process. Default: the one beside this file. */
  readonly program?: URL;
  /** How long an idle process is kept, in milliseconds. Default 10,000. */
  readonly idleMs?: number;
}

/** More processes would not help on a machine that also serves. */
const MAX_PROCESSES = 2;
/** Text files up to this size are cleaned faster here than handed to another process; in bytes. */
const MAX_IN_PROCESS = 128 * 1024;
/** A process that is not there after this long never will be, in milliseconds. */
const START_MS = 30_000;
/** What a process takes before it reads anything, and what garbage may stand beside the heap; in MB. */
const BASE_MB = 200;

interface Job {
  readonly request: ParseRequest;
  readonly done: (parsed: ParsedFile) => void;
  /** Given to a process that had parsed nothing before. */
  fresh?: boolean;
}

interface Child {
  readonly process: ChildProcess;
  job: Job | undefined;
  ready: boolean;
  /** How many files it has parsed. */
  parsed: number;
  timer: NodeJS.Timeout | undefined;
  /** Why it is being killed. */
  verdict: string | undefined;
  readonly gone: Promise<void>;
}

/**
 * Processes, not worker threads: a thread that runs out of memory takes the whole program with it where the last
 * allocation is one large array or table (nodejs/node issue 47224), and can't be ended inside native code.
 */
export function createParsePool(limits: Limits, options: ParsePoolOptions = {}): ParsePool {
  const program = fileURLToPath(options.program ?? new URL('./parse-worker.js', import.meta.url));
  const idleMs = options.idleMs ?? 10_000;
  const children = new Set<Child>();
  const queue: Job[] = [];
  let closed = false;

  const start = (): void => {
    const child: Child = {
      process: fork(program, [String((limits.parseMemoryMb + BASE_MB) * MB)], {
        // Nothing of the environment (tokens!) is a parser's business, nor may libraries write to our output.
        env: {},
        execArgv: [`--max-old-space-size=${limits.parseMemoryMb}`],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
      job: undefined,
      ready: false,
      parsed: 0,
      timer: undefined,
      verdict: undefined,
      gone: Promise.resolve(),
    };
    const { process } = child;
    const gone = new Promise<void>((resolve) => {
      process.once('error', () => ended(child, resolve));
      process.once('exit', (code, signal) => ended(child, resolve, code, signal));
    });
    children.add(Object.assign(child, { gone }));
    process.on('message', (message) => heard(child, message as ParseResponse));
    setTimer(child, START_MS, 'could not be read (the process that reads it does not start)');
  };

  const setTimer = (child: Child, ms: number, verdict: string | undefined): void => {
    clearTimeout(child.timer);
    child.timer = setTimeout(() => {
      child.verdict = verdict;
      child.process.kill('SIGKILL');
    }, ms);
  };

  const heard = (child: Child, message: ParseResponse): void => {
    if (message.kind === 'ready') child.ready = true;
    else {
      child.parsed += 1;
      child.job?.done(message.parsed);
      child.job = undefined;
    }
    next(child);
  };

  /** Gives the process a file, or lets it rest: then it keeps nothing alive and ends by itself. */
  const next = (child: Child): void => {
    const job = queue.shift();
    const channel = child.process.channel;
    if (job === undefined) {
      setTimer(child, idleMs, undefined);
      child.timer?.unref();
      child.process.unref();
      channel?.unref();
      return;
    }
    child.job = Object.assign(job, { fresh: child.parsed === 0 });
    child.process.ref();
    channel?.ref();
    setTimer(child, limits.parseTimeoutMs, `took longer than ${limits.parseTimeoutMs / 1000} s to read`);
    child.process.send(job.request, (error) => {
      if (error !== null) child.process.kill('SIGKILL');
    });
  };

  const ended = (child: Child, resolve: () => void, code: number | null = null, signal: string | null = null): void => {
    clearTimeout(child.timer);
    if (children.delete(child)) {
      const { job, verdict } = child;
      child.job = undefined;
      if (job !== undefined) {
        // What an earlier file left behind in the process must not be held against this one.
        if (verdict === undefined && !job.fresh && !closed) queue.unshift(job);
        else job.done(skipped(job.request.source, verdict ?? causeOfDeath(job.request.source, code, signal)));
      } else if (!child.ready && verdict !== undefined) {
        for (const waiting of queue.splice(0)) waiting.done(skipped(waiting.request.source, verdict));
      } else if (!child.ready && !closed) {
        const waiting = queue.shift();
        waiting?.done(skipped(waiting.request.source, 'could not be read (the process that reads it does not start)'));
      }
      serveQueue();
    }
    resolve();
  };

  const causeOfDeath = (source: string, code: number | null, signal: string | null): string => {
    // V8 aborts where the heap is full (134: a shell's way to say so), the watchdog and the system kill.
    const memory = signal === 'SIGABRT' || signal === 'SIGKILL' || signal === 'SIGTRAP' || code === 134;
    if (closed) return 'was not read to its end';
    return memory
      ? `needed more than ${limits.parseMemoryMb} MB to read`
      : `can't be read as ${readerFor(source)?.format ?? 'an article'}; is it damaged?`;
  };

  const serveQueue = (): void => {
    if (closed) return;
    for (const child of children) if (queue.length > 0 && child.ready && child.job === undefined) next(child);
    const starting = [...children].filter(({ ready }) => !ready).length;
    const most = Math.min(MAX_PROCESSES, availableParallelism());
    if (queue.length > starting && children.size < most) start();
  };

  return {
    parse(source, bytes) {
      const reader = readerFor(source);
      if (reader === undefined || (!reader.heavy && bytes.length <= MAX_IN_PROCESS)) {
        return parseFile(source, bytes, {}, limits);
      }
      if (closed) return Promise.resolve(skipped(source, 'was not read to its end'));
      return new Promise((done) => {
        queue.push({ request: { source, bytes, limits }, done });
        serveQueue();
      });
    },
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.done(skipped(job.request.source, 'was not read to its end'));
      for (const { process } of children) {
        // Resting processes keep nothing alive; without this the program would end before they have.
        process.ref();
        process.kill('SIGKILL');
      }
      await Promise.all([...children].map(({ gone }) => gone));
    },
  };
}

const skipped = (source: string, problem: string): ParsedFile => ({
  articles: [],
  skipped: [{ source, problem }],
  notes: [],
});
