// Those who play an epoch of the test network. Each says what it has done before it goes on, and `wait N` when it waits for block N.

import { assignmentOf, blocksOf } from './calendar.mjs';
import { signerOf } from './keys.mjs';
import { deliver, MINERS } from './miners.mjs';
import { right } from './right.mjs';
import { newValidator, roundOf } from './validator.mjs';

/** A validator with its round. */
const validator = async function* (network, { uid, name, epoch }) {
  const [burn, signer] = [await signerOf(1), await signerOf(uid + 1)];
  const own = newValidator(network, signer, name);
  for await (const next of roundOf({ ...network, burn }, own, epoch)) {
    const { step, head, says } = right(next);
    if (step.kind === 'wait') yield `wait ${step.fromBlock}`;
    else if (step.kind !== 'done') yield `${step.kind}: ${says} (block ${head})`;
  }
  await own.log.close();
};

/** A miner, who waits for its block and delivers. */
const miner = async function* (network, { uid, name, epoch, fastHotkey }) {
  const { chain } = network;
  const { startBlock } = blocksOf(epoch);
  const from = startBlock + MINERS.find((one) => one.name === name).after;
  while (right(await chain.finalizedHead()).block < from) yield `wait ${from}`;
  const { hash } = right(await chain.blockAt(startBlock));
  const signer = await signerOf(uid + 1);
  for await (const step of deliver(name, network, signer, assignmentOf(epoch, hash), fastHotkey)) {
    const { kind, became, block, key } = right(step);
    yield `${kind}: ${key ?? `in block ${block}`} (${became})`;
  }
};

/** By kind. */
export const PLAYERS = { validator, miner };
