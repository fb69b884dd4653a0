import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CasefileError } from '../../errors.ts';
import { errorCode } from '../case-files.ts';
import { CASE_FILE, infoOf } from '../case-folder.ts';
import { whyNotWritten } from './add-articles.ts';
import { putNew, syncFolder } from './put-file.ts';
import { safeName } from './safe-name.ts';
import { newCaseYaml } from './yaml-edit.ts';

/**
 * Makes a case without articles. A folder that is there already keeps what is in it; only a `case.yaml` is never overwritten.
 * `case.yaml` is written last, so that a folder with half a case is none.
 * @throws CasefileError `CASE_INVALID` where there is a case already, or the name or the folder can't be used.
 */
export async function newCase(dir: string, title: string, about?: string): Promise<void> {
  const path = resolve(dir);
  const name = basename(path);
  if (safeName(name) !== name.normalize('NFC')) {
    throw new CasefileError('CASE_INVALID', `“${name}” can't be the name of a case; “${safeName(name)}” can`);
  }
  try {
    await mkdir(join(path, 'articles'), { recursive: true });
    if (await putNew(join(path, CASE_FILE), newCaseYaml(title, about))) return await syncFolder(path);
  } catch (cause) {
    const inTheWay = errorCode(cause) === 'EEXIST' || errorCode(cause) === 'ENOTDIR';
    const why = inTheWay ? 'a file is in the way' : whyNotWritten(cause);
    throw new CasefileError('CASE_INVALID', `${dir}: can't be made: ${why}`, { cause });
  }
  const what =
    (await infoOf(join(path, CASE_FILE)))?.isFile() === true ? 'is a case already' : 'has a case.yaml already';
  throw new CasefileError('CASE_INVALID', `${dir}: ${what}; nothing was changed`);
}
