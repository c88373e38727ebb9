import { openLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { replayLog } from '@subnet-scoring/adapters/operations';
import { initialReplay } from '@subnet-scoring/core';
import { dataError } from '../cli-error.js';
import { minerRows } from '../view/miner-rows.js';

/** A miner of an epoch that is worth a look. */
export interface Role {
  readonly hotkey: string;
  readonly epoch: number;
  readonly reason: string;
}

/** Who the tour looks at. */
export interface Cast {
  readonly lastEpoch: number;
  readonly middleEpoch: number;
  readonly winner: Role | undefined;
  /** Somebody who was caught: a zero that says more than "handed in nothing". */
  readonly caught: Role | undefined;
}

const CAUGHT = ['SYNTHETIC', 'SPOTCHECK_FAILED'];

/** Finds out who is worth a look in a sealed log. */
export const findCast = async (directory: string): Promise<Cast> => {
  const opened = openLog(directory, { readOnly: true });
  if (opened._tag === 'Left') throw dataError(opened.left);
  const log = opened.right;
  const seals = await log.seals();
  let winner: Role | undefined;
  const caught: Role[] = [];
  const start = { state: initialReplay(log.header, nodeHost), next: 0 };
  for await (const step of replayLog(log, start, seals.length, { host: nodeHost })) {
    if (step._tag === 'Left') break;
    const { result } = step.right;
    const rows = minerRows(result).map(({ hotkey, reason }) => ({ hotkey, reason, epoch: result.epoch }));
    winner = rows[0] ?? winner;
    caught.push(...rows.filter(({ reason }) => CAUGHT.includes(reason)));
  }
  await log.close();
  return {
    lastEpoch: seals[seals.length - 1]?.epoch ?? 0,
    middleEpoch: seals[Math.floor(seals.length / 2)]?.epoch ?? 0,
    winner,
    caught: caught.sort((a, b) => CAUGHT.indexOf(a.reason) - CAUGHT.indexOf(b.reason))[0],
  };
};
