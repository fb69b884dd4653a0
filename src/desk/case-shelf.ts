import type { LiveEngine } from '../answer/live-engine.ts';
import { CasefileError } from '../errors.ts';
import type { Engine } from '../types.ts';

/** A case as it is listed, without being read. */
export interface CaseEntry {
  readonly name: string;
  readonly title: string;
  readonly about?: string;
}

export type OpenedCase = Pick<LiveEngine, 'engine'> & { readonly close: () => Promise<void> };

export interface ShelfOptions {
  /** Every case there is. */
  readonly list: () => Promise<readonly CaseEntry[]>;
  readonly open: (name: string) => Promise<OpenedCase>;
  /** The case where nothing was chosen. */
  readonly defaultName: string;
  /** Cases that are open already; they stay open, and are closed with the shelf. */
  readonly opened?: Readonly<Record<string, OpenedCase>>;
  /** Most cases in memory at once; the one that was asked longest ago is closed. Default 4; each takes its articles' memory. */
  readonly maxOpen?: number;
  /** How long a list of cases holds. Default 5000 ms. */
  readonly listMs?: number;
  readonly now?: () => number;
}

/** Cases that are opened when they are first asked. */
export interface CaseShelf {
  readonly defaultName: string;
  readonly list: () => Promise<readonly CaseEntry[]>;
  /** The engine of a case. @throws CasefileError where there is no such case or it can't be read. */
  readonly engine: (name: string) => Promise<Engine>;
  /** The engine where the case is open at this moment. */
  readonly openEngine: (name: string) => Engine | undefined;
  readonly close: () => Promise<void>;
}

export function createCaseShelf(options: ShelfOptions): CaseShelf {
  const { maxOpen = 4, listMs = 5_000, now = Date.now } = options;
  /** In order of use, the latest last. */
  const shelf = new Map<string, { opening: Promise<OpenedCase>; opened?: OpenedCase }>();
  for (const [name, opened] of Object.entries(options.opened ?? {})) {
    shelf.set(name, { opening: Promise.resolve(opened), opened });
  }
  let listed: { readonly at: number; readonly entries: Promise<readonly CaseEntry[]> } | undefined;

  const list = (): Promise<readonly CaseEntry[]> => {
    if (listed === undefined || now() - listed.at > listMs) {
      const entries = options.list();
      listed = { at: now(), entries };
      entries.catch(() => {
        listed = undefined;
      });
    }
    return listed.entries;
  };

  const open = async (name: string): Promise<OpenedCase> => {
    // Names come from buttons and storage too: only what is listed is ever opened.
    if (!(await list()).some((entry) => entry.name === name)) {
      throw new CasefileError('CASE_NOT_FOUND', `there is no case “${name}”`);
    }
    return options.open(name);
  };

  return {
    defaultName: options.defaultName,
    list,
    async engine(name) {
      let one = shelf.get(name);
      if (one === undefined) {
        const fresh: { opening: Promise<OpenedCase>; opened?: OpenedCase } = { opening: open(name) };
        fresh.opening.then(
          (opened) => {
            fresh.opened = opened;
          },
          () => {
            if (shelf.get(name) === fresh) shelf.delete(name);
          },
        );
        one = fresh;
      }
      shelf.delete(name);
      shelf.set(name, one);
      for (const [other, { opening }] of shelf) {
        if (shelf.size <= maxOpen) break;
        if (other === name || options.opened?.[other] !== undefined) continue;
        shelf.delete(other);
        opening.then((opened) => opened.close()).catch(() => undefined);
      }
      return (await one.opening).engine();
    },
    openEngine: (name) => shelf.get(name)?.opened?.engine(),
    async close() {
      const all = [...shelf.values()];
      shelf.clear();
      await Promise.allSettled(all.map(async ({ opening }) => (await opening).close()));
    },
  };
}
