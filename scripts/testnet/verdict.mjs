// What came of the test network: whether the validators agree, and who is paid.

import { nodeHost } from '@subnet-scoring/adapters/node';
import { evaluateEpoch } from '@subnet-scoring/adapters/operations';
import { NETUID } from './calendar.mjs';
import { MINERS } from './miners.mjs';
import { right } from './right.mjs';

const isOne = (values) => new Set(values).size === 1;

/** Compares the seals and weights of an epoch, and says what each miner got. */
export const verdictOf = async ({ chain, miners, node }, validators, epoch) => {
  const subnet = right(await chain.subnetAt(NETUID, 0, node.head()));
  const results = [];
  for (const { log } of validators) results.push(right(await evaluateEpoch(log, epoch, nodeHost)).result);
  const rowOf = (uid) => JSON.stringify(subnet.weights.find(([from]) => from === uid)?.[1] ?? []);
  const rows = validators.map((_, at) => rowOf(at + 1));
  const weightOf = (uid) => JSON.parse(rows[0]).find(([to]) => to === uid)?.[1] ?? 0;
  const paid = MINERS.map(({ name, isHonest = false }, at) => ({
    name,
    isHonest,
    weight: weightOf(1 + validators.length + at),
    reason: results[0].miners.find(({ hotkey }) => hotkey === miners[at].account)?.reason ?? 'none',
  }));
  return {
    epoch,
    segments: results.map(({ seal }) => seal.segment),
    hasSameSegments: isOne(results.map(({ seal }) => seal.segment)),
    hasSameSeals: isOne(results.map(({ seal }) => seal.seal)),
    hasSameWeights: isOne(rows) && rows[0] !== '[]',
    paid,
    paysTheRight: paid.every(({ isHonest, weight }) => weight > 0 === isHonest),
  };
};

/** True when all is as it should be. */
export const isGood = ({ hasSameSegments, hasSameSeals, hasSameWeights, paysTheRight }) =>
  hasSameSegments && hasSameSeals && hasSameWeights && paysTheRight;

/** The verdict in words. */
export const verdictLines = (verdict) => {
  const said = (holds, what) => `  ${holds ? 'yes' : 'NO '}  ${what}`;
  return [
    `epoch ${verdict.epoch}`,
    said(verdict.hasSameSegments, `all validators hold segment ${verdict.segments[0]}`),
    said(verdict.hasSameSeals, 'their seals are equal'),
    said(verdict.hasSameWeights, 'the weights that they set are equal'),
    said(verdict.paysTheRight, 'only the honest miners are paid'),
    ...verdict.paid.map(
      ({ name, weight, reason }) => `       ${name.padEnd(18)}${String(weight).padStart(6)}  ${reason}`,
    ),
  ];
};
