import { parseFile } from '../../src/article/article.ts';
import { serveParses } from '../../src/article/parse-server.ts';

/** Files of these names are parsed in the way that a hostile or broken one would be. */
const ODD: Readonly<Record<string, () => unknown>> = {
  hang: () => {
    for (;;);
  },
  forever: () => new Promise(() => undefined),
  // One ever larger array: in a worker thread this would end the whole program.
  array: () => {
    const list: number[] = [];
    for (;;) list.push(1.5);
  },
  objects: () => {
    const list: object[] = [];
    for (;;) list.push({ list });
  },
  // Buffers are not in the JavaScript heap.
  buffers: () => {
    const list: Buffer[] = [];
    for (;;) list.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  exit: () => process.exit(0),
  reject: () => Promise.reject(new Error('a defect')),
  environment: () => {
    const names = Object.keys(process.env);
    if (names.length > 0) throw new RangeError(`the environment has ${names.join(', ')}`);
  },
  // What an earlier file left behind ends the process while the next one is being parsed.
  later: () => {
    setTimeout(() => process.exit(3), 50);
  },
};

// A stand-in for the parsing program, see `parse-worker.ts`.
serveParses(async ({ source, bytes, limits }) => {
  const { pid } = process;
  const name = source.replace(/\..*$/u, '');
  if (name === 'slow') await new Promise((resolve) => setTimeout(resolve, 150));
  await ODD[name]?.();
  const parsed = await parseFile(source.replace(/\.\w+$/u, '.txt'), bytes, {}, limits);
  return { ...parsed, notes: [...parsed.notes, { source, note: String(pid) }] };
}, Number(process.argv[2]));
