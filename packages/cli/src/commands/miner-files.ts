import { statSync } from 'node:fs';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { previewEpoch } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { type Assignment, type FitFile, readOpenedEpoch, readSubmission } from '@subnet-scoring/adapters/round';
import type { Account, EpochNumber, FileRating } from '@subnet-scoring/core';
import { type CliError, fail, usageError } from '../cli-error.js';
import { plural } from '../output/plural.js';
import { unfitLine } from '../view/submit-text.js';
import { orRoundThrow } from './round-failures.js';

type Rate = (file: FitFile) => FileRating | undefined;

/** How files are rated in the epoch, by the log, where it has rules for files. */
export const ratingOf = async (
  log: EventLog,
  epoch: EpochNumber,
): Promise<{ readonly rules: string; readonly rate: Rate }> => {
  const preview = await previewEpoch(log, epoch, nodeHost);
  const active = preview._tag === 'Right' ? preview.right.result.next.active : [];
  for (const { mechanism, params, data } of active) {
    const { rateFile } = mechanism;
    if (rateFile === undefined) continue;
    return { rules: data.ruleset, rate: ({ measured, expected }) => rateFile(params, measured, expected) };
  }
  return { rules: 'none in force by the log', rate: () => undefined };
};

/** What the log says that an epoch asks for. */
export const assignmentOf = async (log: EventLog, epoch: EpochNumber): Promise<Assignment> => {
  const read = await readOpenedEpoch(log, epoch, nodeHost);
  if (read._tag === 'Left' && read.left.kind === 'cannotJudge') {
    const message = `the log does not say what epoch ${epoch} asks for: it has no EpochOpened of it`;
    const help =
      'append the lines that a validator gives out for the epoch, and run it again: subnet-cli log append FILE';
    throw fail({ exit: 125, code: 'NOT_OPENED', message, help });
  }
  const { opened } = orRoundThrow(read);
  return { ...opened, netuid: log.header.netuid, epoch };
};

/** The error that names files which would be worth nothing. */
export const worthNothing = (code: string, lines: readonly string[]): CliError => {
  const message = `nothing was sent, ${plural(lines.length, 'file')} would be worth nothing:\n${lines.join('\n')}`;
  return fail({ exit: 12, code, message, help: 'mend them or take them out; docs/for-miners.md says what a file is' });
};

/** The files of the folder, or the error that names everything that is wrong with them. */
export const filesOf = async (folder: string, assignment: Assignment, hotkey: Account): Promise<readonly FitFile[]> => {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const help = 'name the folder with your files ZIPCODE.json, .ndjson or .parquet';
    throw fail({ exit: 16, code: 'NO_FOLDER', message: `${folder} is no folder`, help });
  }
  const read = await readSubmission(folder, assignment, hotkey);
  if (read._tag === 'Left') throw worthNothing(read.left[0]?.code ?? 'UNFIT', read.left.map(unfitLine));
  if (read.right.length === 0)
    throw usageError(`no listing file in ${folder}`, 'put ZIPCODE.json, .ndjson or .parquet into it');
  return read.right;
};
