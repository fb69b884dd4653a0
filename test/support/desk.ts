import type { LiveEngine } from '../../src/answer/live-engine.ts';
import { type CaseEntry, createCaseShelf, type ShelfOptions } from '../../src/desk/case-shelf.ts';
import { createDesk, type DeskOptions } from '../../src/desk/create-desk.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { memoryState } from '../../src/storage/memory-state.ts';
import type { Engine } from '../../src/types.ts';

/** A desk over one case that may change. */
export function deskOver(live: LiveEngine): Desk {
  const { name } = live.engine().case;
  const one = { engine: live.engine, close: async () => undefined };
  return deskFor(live.engine(), { shelfOptions: { defaultName: name, opened: { [name]: one } } });
}

/** A desk over engines whose cases never change; the first is the default. */
export function deskFor(
  engines: Engine | readonly Engine[],
  options: Partial<DeskOptions> & { readonly shelfOptions?: Partial<ShelfOptions> } = {},
): Desk {
  const all = [engines].flat() as readonly Engine[];
  const entries = all.map(
    ({ case: { name, title, about } }): CaseEntry => ({ name, title, ...(about === undefined ? {} : { about }) }),
  );
  const shelf = createCaseShelf({
    list: async () => entries,
    open: async (name) => {
      const engine = all.find((each) => each.case.name === name) as Engine;
      return { engine: () => engine, close: async () => undefined };
    },
    defaultName: entries[0]?.name ?? '',
    ...options.shelfOptions,
  });
  return createDesk({ state: memoryState(), shelf, ...options });
}
