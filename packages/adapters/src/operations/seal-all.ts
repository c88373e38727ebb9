import type { EpochNumber, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import type { Failure } from './failure.js';
import { type Sealed, sealEpoch } from './seal-epoch.js';

const opensEpoch = async (log: EventLog, epoch: EpochNumber): Promise<boolean> =>
  (await log.readOpen(epoch)).some((line) => line.includes('"type":"EpochOpened"'));

/**
 * Seals open epochs in order until one cannot be sealed. Facts for epochs that nobody opened, behind the last opened one,
 * are left alone: sealing a mistyped epoch number would lock out every epoch before it.
 */
export async function* sealAll(
  log: EventLog,
  options: { readonly unjudged: boolean; readonly host: Host },
): AsyncGenerator<E.Either<Failure, Sealed>> {
  const epochs = (await log.openEpochs()).map(({ epoch }) => epoch);
  let last = -1;
  for (const [at, epoch] of epochs.entries()) if (await opensEpoch(log, epoch)) last = at;
  for (const epoch of epochs.slice(0, last + 1)) {
    const sealed = await sealEpoch(log, epoch, options);
    yield sealed;
    if (E.isLeft(sealed)) return;
  }
}
