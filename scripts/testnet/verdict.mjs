// What came of the test network: whether the validators agree, who is paid, and whether anything was sent twice.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { evaluateEpoch } from '@subnet-scoring/adapters/operations';
import { NETUID } from './calendar.mjs';
import { MINERS } from './miners.mjs';
import { right } from './right.mjs';

const isOne = (values) => new Set(values).size === 1;

const resultOf = async (path, epoch) => {
  const log = right(openLog(path));
  const { result } = right(await evaluateEpoch(log, epoch, nodeHost));
  await log.close();
  return result;
};

/** Extrinsics in all blocks, without the timestamp that each block begins with. */
const sentOf = ({ blocks }) =>
  readFileSync(blocks, 'utf8')
    .trimEnd()
    .split('\n')
    .reduce((sum, line) => sum + JSON.parse(line).extrinsics.length - 1, 0);

/** Compares the seals and weights of an epoch, and says what each miner got. */
export const verdictOf = async (network, epoch) => {
  const { chain, directory, head, hotkeys, miners, validators } = network;
  const subnet = right(await chain.subnetAt(NETUID, 0, await head()));
  const uids = Array.from({ length: validators }, (_, at) => at + 1);
  const results = [];
  for (const uid of uids) results.push(await resultOf(join(directory, `validator-${uid}`), epoch));
  const rows = uids.map((uid) => JSON.stringify(subnet.weights.find(([from]) => from === uid)?.[1] ?? []));
  const paid = MINERS.slice(0, miners).map(({ name, isHonest = false }, at) => {
    const uid = 1 + validators + at;
    const weight = JSON.parse(rows[0]).find(([to]) => to === uid)?.[1] ?? 0;
    const reason = results[0].miners.find(({ hotkey }) => hotkey === hotkeys[uid])?.reason ?? 'none';
    return { name, isHonest, weight, reason };
  });
  return {
    epoch,
    segment: results[0].seal.segment,
    hasSameSegments: isOne(results.map(({ seal }) => seal.segment)),
    hasSameSeals: isOne(results.map(({ seal }) => seal.seal)),
    hasSameWeights: isOne(rows) && rows[0] !== '[]',
    paid,
    paysTheRight: paid.every(({ isHonest, weight }) => weight > 0 === isHonest),
    isSentOnce: sentOf(network) === (epoch + 1) * (validators + miners),
  };
};

/** True when all is as it should be. */
export const isGood = ({ hasSameSegments, hasSameSeals, hasSameWeights, paysTheRight, isSentOnce }) =>
  hasSameSegments && hasSameSeals && hasSameWeights && paysTheRight && isSentOnce;

/** The verdict in words. */
export const verdictLines = (verdict) => {
  const said = (holds, what) => `  ${holds ? 'yes' : 'NO '}  ${what}`;
  return [
    `epoch ${verdict.epoch}`,
    said(verdict.hasSameSegments, `all validators hold segment ${verdict.segment}`),
    said(verdict.hasSameSeals, 'their seals are equal'),
    said(verdict.hasSameWeights, 'the weights that they set are equal'),
    said(verdict.paysTheRight, 'only the honest miners are paid'),
    said(verdict.isSentOnce, 'each miner has committed once, and each validator has sent its weights once'),
    ...verdict.paid.map(
      ({ name, weight, reason }) => `       ${name.padEnd(18)}${String(weight).padStart(6)}  ${reason}`,
    ),
  ];
};
