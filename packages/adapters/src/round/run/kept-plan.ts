import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { decodePlan, type EpochNumber, encodePlan, type Host, type WeightPlan } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { badFile, type WeightsFailure } from '../../weights/failure.js';

const DIGITS = 8;

/** Where the plan of an epoch is kept. */
export const planFile = (directory: string, epoch: EpochNumber): string =>
  join(directory, `epoch-${String(epoch).padStart(DIGITS, '0')}.plan`);

/** Keeps the plan of an epoch before it is sent: what is sent after a crash is this one, and not another one of a later block. */
export const keepPlan = (directory: string, plan: WeightPlan): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = planFile(directory, plan.epoch);
  const handle = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeFileSync(handle, `${encodePlan(plan)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${path}.new`, path);
};

/** Forgets the plan of an epoch, of which nothing was sent. */
export const dropPlan = (directory: string, epoch: EpochNumber): void =>
  rmSync(planFile(directory, epoch), { force: true });

/** The plan that was kept for an epoch; undefined when there is none. */
export const keptPlan = (
  directory: string,
  epoch: EpochNumber,
  { sha256 }: Pick<Host, 'sha256'>,
): E.Either<WeightsFailure, WeightPlan | undefined> => {
  const path = planFile(directory, epoch);
  if (!existsSync(path)) return E.right(undefined);
  return E.mapLeft((error: Parameters<typeof badFile>[0]) => badFile(error, path))(
    decodePlan(sha256, readFileSync(path, 'utf8')),
  );
};
