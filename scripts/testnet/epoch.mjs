// One epoch of the test network. Time is blocks: the next one comes when everybody waits for it.

import { assignmentOf, blocksOf } from './calendar.mjs';
import { deliver, MINERS } from './miners.mjs';
import { right } from './right.mjs';
import { roundOf } from './validator.mjs';

/** Takes steps until the round waits or is done; says from which block on it goes on. */
export const advance = async (round, say) => {
  for (;;) {
    const next = await round.next();
    if (next.done) return undefined;
    const { step, head, says } = right(next.value);
    if (step.kind === 'wait') return step.fromBlock;
    if (step.kind !== 'done') say(`block ${head}  ${step.kind}: ${says}`);
  }
};

/** A validator in this process: it keeps its round open between its steps. */
const here = (network, validator, epoch, say) => {
  const round = roundOf(network, validator, epoch);
  return () => advance(round, (line) => say(`${validator.name}  ${line}`));
};

/** Plays an epoch to its end; `say` hears every step. `more` are validators that live elsewhere: each advances and says when it goes on. */
export const playEpoch = async (network, validators, epoch, say, more = []) => {
  const { chain, miners, node } = network;
  const { startBlock } = blocksOf(epoch);
  const advances = [...more, ...validators.map((validator) => here(network, validator, epoch, say))];
  const rounds = advances.map((step) => ({ step, wants: 0 }));
  let waiting = MINERS.map((miner, at) => ({ miner, signer: miners[at] }));
  for (;;) {
    for (const item of rounds) {
      if (item.wants === undefined || item.wants > node.head()) continue;
      item.wants = await item.step();
    }
    const now = waiting.filter(({ miner }) => node.head() >= startBlock + miner.after);
    for (const { miner, signer } of now) {
      const { hash } = right(await chain.blockAt(startBlock));
      await deliver(miner, network, signer, assignmentOf(epoch, hash), miners[0].account);
      say(`miner  block ${node.head()}  ${miner.name} has delivered`);
    }
    waiting = waiting.filter((item) => !now.includes(item));
    const next = [
      ...rounds.flatMap(({ wants }) => (wants === undefined ? [] : [wants])),
      ...waiting.map(({ miner }) => startBlock + miner.after),
    ];
    if (next.length === 0) return;
    node.mine(Math.max(0, Math.min(...next) - node.head()));
  }
};
