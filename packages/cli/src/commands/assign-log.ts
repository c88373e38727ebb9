import { nodeHost } from '@subnet-scoring/adapters/node';
import { factsOfType } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber, EpochOpened } from '@subnet-scoring/core';
import { orThrow } from './failures.js';
import { epochsOf } from './open-log.js';

/** What a log says about assignments: those of earlier epochs that may still cool down, and that of the epoch itself. */
export interface OpenedBefore {
  readonly past: readonly { readonly epoch: EpochNumber; readonly zipcodes: EpochOpened['data']['zipcodes'] }[];
  readonly own: readonly EpochOpened[];
}

/** Reads EpochOpened of the epoch and of as many epoch numbers before it as zipcodes cool down. */
export const readOpened = async (log: EventLog, epoch: EpochNumber, cooldownEpochs: number): Promise<OpenedBefore> => {
  const wanted = (await epochsOf(log)).filter((other) => other <= epoch && other >= epoch - cooldownEpochs);
  const opened: EpochOpened[] = [];
  for (const item of wanted) opened.push(...orThrow(await factsOfType(log, item, 'EpochOpened', nodeHost)));
  return {
    past: opened.filter((fact) => fact.epoch < epoch).map(({ epoch, data }) => ({ epoch, zipcodes: data.zipcodes })),
    own: opened.filter((fact) => fact.epoch === epoch),
  };
};
