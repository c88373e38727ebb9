import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Account, EpochNumber, EpochOpened, NetUid, SubmissionMeasured } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { measureListings } from '../../listings/index.js';
import { FOLDER_LIMITS, formatKey } from '../../submissions/index.js';

/** What an epoch asks of its miners. */
export interface Assignment extends Pick<EpochOpened['data'], 'startBlock' | 'endBlock' | 'nonce' | 'zipcodes'> {
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
}

/** A file that is fit to be sent. */
export interface FitFile {
  readonly path: string;
  /** Where it goes in the bucket. Its name follows from its content, so that no other content can be under it. */
  readonly key: string;
  readonly zipcode: string;
  readonly expected: number;
  readonly bytes: number;
  readonly measured: SubmissionMeasured['data'];
}

/** A file that would be worth nothing, and why. */
export interface UnfitFile {
  readonly path: string;
  readonly code: 'BAD_NAME' | 'NO_FILE' | 'NOT_ASSIGNED' | 'TWICE' | 'TOO_LARGE' | 'MALFORMED' | 'WRONG_HEADER';
  readonly expected: string;
  readonly found: string;
}

const NAME = /^([0-9]{5})\.(json|ndjson|parquet)$/;
const NAME_DIGITS = 32;

const headerFault = (
  { header }: SubmissionMeasured['data'],
  hotkey: Account,
  { netuid, epoch, nonce }: Assignment,
): Pick<UnfitFile, 'expected' | 'found'> | undefined => {
  const wanted = { hotkey, netuid, epoch, nonce };
  for (const name of ['hotkey', 'netuid', 'epoch', 'nonce'] as const) {
    if (header[name] === wanted[name]) continue;
    const isMissing = header[name] === '' || header[name] === -1;
    return { expected: `${name} ${wanted[name]}`, found: isMissing ? 'none' : `${header[name]}` };
  }
  return undefined;
};

/** Looks at one file of the folder as an observer will: by its bytes. */
const fileOf = async (
  folder: string,
  name: string,
  assignment: Assignment,
  hotkey: Account,
): Promise<E.Either<UnfitFile, FitFile>> => {
  const path = join(folder, name);
  const unfit = (code: UnfitFile['code'], expected: string, found: string) => E.left({ path, code, expected, found });
  const [, zipcode = '', extension = ''] = NAME.exec(name) ?? [];
  if (zipcode === '') return unfit('BAD_NAME', 'ZIPCODE.json, ZIPCODE.ndjson or ZIPCODE.parquet', name);
  const assigned = assignment.zipcodes.find((item) => item.zipcode === zipcode);
  if (assigned === undefined) return unfit('NOT_ASSIGNED', `a zipcode of epoch ${assignment.epoch}`, zipcode);
  const found = await stat(path);
  if (!found.isFile()) return unfit('NO_FILE', 'a file', found.isDirectory() ? 'a folder' : 'something else');
  const { size } = found;
  if (size > FOLDER_LIMITS.fileBytes) {
    return unfit('TOO_LARGE', `at most ${FOLDER_LIMITS.fileBytes} bytes, which go up in one PUT`, `${size} bytes`);
  }
  const measured = await measureListings(await readFile(path), zipcode);
  if (E.isLeft(measured)) return unfit('MALFORMED', measured.left.expected, measured.left.found);
  const { data, fault } = measured.right;
  if (fault !== undefined) return unfit('MALFORMED', fault.expected, `${fault.code} at byte ${fault.offset}`);
  const wrong = headerFault(data, hotkey, assignment);
  if (wrong !== undefined) return unfit('WRONG_HEADER', wrong.expected, wrong.found);
  const file = `${data.contentSha256.slice(0, NAME_DIGITS)}.${extension}`;
  const key = formatKey({ kind: 'file', hotkey, epoch: assignment.epoch, zipcode, file });
  return E.right({ path, key, zipcode, expected: assigned.expected, bytes: size, measured: data });
};

/**
 * Reads the listing files of a folder, one for each zipcode, ascending by zipcode. All that is wrong is told at once: a file that an
 * observer would refuse, or that the rules give nothing for, is not sent.
 */
export const readSubmission = async (
  folder: string,
  assignment: Assignment,
  hotkey: Account,
): Promise<E.Either<readonly UnfitFile[], readonly FitFile[]>> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const fit: FitFile[] = [];
  const unfit: UnfitFile[] = [];
  for (const name of names) {
    const file = await fileOf(folder, name, assignment, hotkey);
    if (E.isLeft(file)) unfit.push(file.left);
    else {
      const other = fit.find(({ zipcode }) => zipcode === file.right.zipcode);
      if (other === undefined) fit.push(file.right);
      else {
        const { path } = file.right;
        unfit.push({ path, code: 'TWICE', expected: 'one file for a zipcode', found: `also ${basename(other.path)}` });
      }
    }
  }
  return unfit.length > 0 ? E.left(unfit) : E.right(fit);
};
