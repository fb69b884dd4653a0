import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readGold } from '../bench/learn/gold.ts';
import { DEFAULT_LIMITS, type Limits } from '../src/article/limits.ts';
import { inspectCase } from '../src/article/load-case.ts';
import { type CaseSnapshot, openSnapshot, type SnapshotOptions } from '../src/snapshot.ts';
import type { Answer, Engine } from '../src/types.ts';

let root: string;
let dir: string;
let told: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casefile-'));
  dir = join(root, 'hall');
  told = [];
  await mkdir(join(dir, 'articles'), { recursive: true });
  await put('case.yaml', 'title: Hall\n');
  await put('articles/a.txt', 'The council sold the old town hall to a firm from Leeds on Tuesday.\n');
  await put('articles/b.txt', 'Mayor Ada Quill said: “Nobody asked us.” The hall was built in 1904.\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = (name: string, content: string): Promise<void> => writeFile(join(dir, name), content);
const file = (): string => join(dir, '.casefile/case.snapshot');

interface Started {
  readonly engine: Engine;
  readonly snapshot: CaseSnapshot;
  /** Files whose content came from the snapshot. */
  readonly restored: readonly string[];
}

async function start(about: Partial<SnapshotOptions> = {}, limits: Limits = DEFAULT_LIMITS): Promise<Started> {
  const snapshot = await openSnapshot(dir, {
    limits,
    use: true,
    minText: 0,
    // Files are as good as old.
    now: () => Date.now() + 60_000,
    tell: (level, line) => told.push(`${level}: ${line}`),
    ...about,
  });
  const before = new Set([...snapshot.memory.files.values()].map(({ parsed }) => parsed));
  const { case: theCase } = await inspectCase(dir, limits, snapshot.memory);
  const restored = [...snapshot.memory.files].filter(([, { parsed }]) => before.has(parsed)).map(([source]) => source);
  return { engine: await snapshot.engine(theCase), snapshot, restored: restored.sort() };
}

/** Starts, writes the snapshot and starts again. */
async function restart(about: Partial<SnapshotOptions> = {}): Promise<Started> {
  await (await start(about)).snapshot.save();
  return start(about);
}

const QUESTIONS = ['who sold the town hall?', 'what did Ada Quill say?', 'when was the hall built?', 'who won?'];
const answers = ({ engine }: Started, questions: readonly string[] = QUESTIONS): readonly Answer[] =>
  questions.map((ask) => engine.answer(ask));

describe('a start from a snapshot', () => {
  it.each([
    'harbour-strike',
    'vaccine-recall',
    'river-spill',
  ])('answers on %s as one that reads everything', async (name) => {
    await cp(`bench/cases/${name}`, dir, { recursive: true, force: true });
    await rm(join(dir, 'articles/a.txt'));
    await rm(join(dir, 'articles/b.txt'));
    const questions = readGold(`bench/questions/${name}.jsonl`).map(({ ask }) => ask);
    const rebuilt = await start();
    const expected = answers(rebuilt, questions);
    await rebuilt.snapshot.save();
    const again = await start();
    expect(again.restored).toEqual([...rebuilt.snapshot.memory.files.keys()].sort());
    expect(again.engine.case).toEqual(rebuilt.engine.case);
    expect(answers(again, questions)).toEqual(expected);
    expect(expected.some(({ status }) => status === 'answered')).toBe(true);
    expect(told).toEqual([]);
  });

  it('answers on any small case as one that reads everything', async () => {
    const sentence = fc.constantFrom(
      'Ada Quill sued the Marsh Water Board (MWB) on 3 May 2021.',
      'The MWB laid off 40 people, José Brock told the Herald.',
      '“We never knew,” she said.',
      'The dam broke because a gate had rusted.',
      '5 May 2021',
      '😀 Ünïcode — and marks…',
    );
    const paragraphs = fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    const articles = fc.array(paragraphs, { minLength: 1, maxLength: 4 });
    const questions = ['who sued the MWB?', 'what did Ada Quill say?', 'why did the dam break?', 'how many people?'];
    await fc.assert(
      fc.asyncProperty(articles, fc.boolean(), async (all, aliased) => {
        await rm(dir, { recursive: true });
        await mkdir(join(dir, 'articles'), { recursive: true });
        await put('case.yaml', `title: T\n${aliased ? 'aliases:\n  - [Ada Quill, The Mayor]\n' : ''}`);
        for (const [i, one] of all.entries())
          await put(`articles/${i}.txt`, `${one.map((sentences) => sentences.join(' ')).join('\n\n')}\n`);
        const rebuilt = await start();
        const expected = answers(rebuilt, questions);
        await rebuilt.snapshot.save();
        const again = await start();
        expect(again.restored.length).toBe(all.length);
        expect(again.engine.case).toEqual(rebuilt.engine.case);
        expect(answers(again, questions)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('reads what was changed, added or taken away, and nothing else', async () => {
    await restart();
    await put('articles/a.txt', 'The council rented the old town hall out.\n');
    await put('articles/c.txt', 'Builder Tom Reed painted the town hall green.\n');
    const changed = await start();
    expect(changed.restored).toEqual(['b.txt']);
    expect(changed.engine.answer('who painted the town hall green?').citations[0]?.source).toBe('c.txt');
    expect(changed.engine.case.articles[0]?.text).toContain('rented');
    await rm(join(dir, 'articles/c.txt'));
    const less = await restart();
    expect(less.engine.case.articles.map(({ source }) => source)).toEqual(['a.txt', 'b.txt']);
    expect(less.engine.answer('who painted the town hall green?').status).toBe('none');
  });

  it('sees a change that kept size and time of a file', async () => {
    const path = join(dir, 'articles/a.txt');
    const { atime, mtime } = await stat(path);
    await restart();
    await put('articles/a.txt', (await readFile(path, 'utf8')).replace('sold', 'lent'));
    await utimes(path, atime, mtime);
    expect((await start()).engine.case.articles[0]?.text).toContain('lent');
  });

  it('compares the content of files that were only touched', async () => {
    await restart();
    await utimes(join(dir, 'articles/a.txt'), new Date(), new Date(2020, 1, 1));
    expect((await start()).restored).toEqual(['a.txt', 'b.txt']);
  });

  it('takes case.yaml as it now is', async () => {
    await restart();
    await put(
      'case.yaml',
      'title: New\naliases:\n  - [Leeds, The Northern Town]\narticles:\n  a.txt: { outlet: The Echo }\n',
    );
    const now = await start();
    expect(now.engine.case).toMatchObject({ title: 'New', aliases: [['Leeds', 'The Northern Town']] });
    expect(now.engine.case.articles[0]?.metadata.outlet).toEqual({ value: 'The Echo', from: 'case.yaml' });
    expect(now.restored).toEqual(['a.txt', 'b.txt']);
    const rebuilt = await start({ use: false });
    const questions = [...QUESTIONS, 'where is the firm in the northern town from?'];
    expect(answers(now, questions)).toEqual(answers(rebuilt, questions));
  });
});

describe('a snapshot that can’t be trusted', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['cut off', () => truncate(file(), 500)],
    ['empty', () => truncate(file(), 0)],
    ['longer', () => appendFile(file(), 'x')],
    ['something else', () => writeFile(file(), 'title: Hall\n')],
    ['a folder', () => rm(file()).then(() => mkdir(file()))],
  ])('is made anew: %s', async (_, damage) => {
    await restart();
    await damage();
    const again = await start();
    expect(again.restored).toEqual([]);
    expect(answers(again)).toEqual(answers(await start({ use: false })));
    expect(told).toEqual([
      expect.stringMatching(/^info: The snapshot of the case “hall” is not used: .+\. It is made anew\.$/u),
    ]);
  });

  it('is noticed whichever byte is wrong, and mended', async () => {
    await restart();
    const good = await readFile(file());
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bad = Buffer.from(good);
        bad[at]! ^= change;
        await writeFile(file(), bad);
        const again = await start();
        expect(again.restored).toEqual([]);
        await again.snapshot.save();
        expect((await start()).restored).toEqual(['a.txt', 'b.txt']);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is not used with other limits', async () => {
    await restart();
    const again = await start({}, { ...DEFAULT_LIMITS, maxItems: 7 });
    expect(again.restored).toEqual([]);
    expect(told).toEqual([expect.stringContaining('another version or with other limits')]);
  });

  it('is not used where the folder was made elsewhere: whoever sends a case can’t send words for its articles', async () => {
    await restart();
    await cp(dir, join(root, 'copy'), { recursive: true, preserveTimestamps: true });
    dir = join(root, 'copy');
    const there = await start();
    expect(there.restored).toEqual([]);
    await there.snapshot.save();
    expect((await start()).restored).toEqual(['a.txt', 'b.txt']);
  });

  it('is not used where files were too fresh for their times to tell a change', async () => {
    const again = await restart({ now: Date.now });
    expect(again.restored).toEqual([]);
  });
});

describe('save', () => {
  it('writes nothing where the file has it all', async () => {
    const { snapshot } = await restart();
    const before = await stat(file());
    await snapshot.save();
    expect((await stat(file())).ino).toBe(before.ino);
  });

  it('writes nothing for a small case, and takes away what is there', async () => {
    await restart();
    const { snapshot } = await start({ minText: 10_000, use: true }, { ...DEFAULT_LIMITS, maxItems: 7 });
    await snapshot.save();
    expect(await readdir(join(dir, '.casefile'))).toEqual([]);
    await rm(join(dir, '.casefile'), { recursive: true });
    const { minText: _, ...options } = { limits: DEFAULT_LIMITS, use: true, minText: 0 };
    const small = await openSnapshot(dir, options);
    await small.engine((await inspectCase(dir, DEFAULT_LIMITS, small.memory)).case);
    await small.save();
    expect((await readdir(dir)).sort()).toEqual(['articles', 'case.yaml']);
  });

  it('reads and writes nothing when it is off', async () => {
    const { restored } = await restart({ use: false });
    expect(restored).toEqual([]);
    expect((await readdir(dir)).sort()).toEqual(['articles', 'case.yaml']);
  });

  it('uses the folder for all cases, if there is one', async () => {
    const cacheDir = join(root, 'cache/deep');
    const { restored } = await restart({ cacheDir });
    expect(restored).toEqual(['a.txt', 'b.txt']);
    expect((await readdir(dir)).sort()).toEqual(['articles', 'case.yaml']);
    expect(await readdir(cacheDir)).toEqual([expect.stringMatching(/^hall-[0-9a-f]{16}\.snapshot$/u)]);
  });

  it('is for the owner’s eyes', async () => {
    await restart();
    if (process.platform === 'win32') return;
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, '.casefile'))).mode & 0o777).toBe(0o700);
  });

  it('warns once where it can’t write, and answers all the same', async () => {
    await put('.casefile', 'in the way');
    const { snapshot, engine } = await start();
    await snapshot.save();
    await snapshot.engine(engine.case);
    await snapshot.save();
    expect(told).toEqual([
      expect.stringMatching(/^warn: The snapshot of the case “hall” can't be written \(E[A-Z]+\)/u),
    ]);
    expect(engine.answer('who sold the town hall?').status).toBe('answered');
  });

  it('removes what an ended writer left behind long ago, and nothing younger', async () => {
    await restart();
    const [old, young] = [`${file()}.aaaaaaaaaaaa.tmp`, `${file()}.bbbbbbbbbbbb.tmp`];
    await writeFile(old, 'x');
    await writeFile(young, 'x');
    await utimes(old, new Date(2020, 1, 1), new Date(2020, 1, 1));
    await put('articles/c.txt', 'Builder Tom Reed painted the town hall green.\n');
    await (await start()).snapshot.save();
    expect((await readdir(join(dir, '.casefile'))).sort()).toEqual(['case.snapshot', 'case.snapshot.bbbbbbbbbbbb.tmp']);
  });
});
