import type { Block, Hotkey, NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ChainNode, startChainNode, syntheticRecording } from '../testing/chain-node/index.js';
import { observedEpochs } from './observed-epochs.js';
import { type Chain, type ChainOptions, openChain } from './open-chain.js';

const NETUID = 46 as NetUid;
const at = (block: number): Block => block as Block;
const HEAD = 230;
const UPGRADE = 160;

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};
const kindOf = (result: E.Either<{ readonly kind: string }, unknown>): string =>
  E.isLeft(result) ? result.left.kind : 'none';

/** Runs a test against a node of its own, and leaves nothing open. */
const alone =
  (run: (chain: Chain, node: ChainNode) => Promise<void>, options: Partial<ChainOptions> = {}) =>
  async (): Promise<void> => {
    const node = await startChainNode(syntheticRecording());
    const chain = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000, ...options }));
    try {
      await run(chain, node);
    } finally {
      await chain.disconnect();
      await node.close();
    }
  };

const node = await startChainNode(syntheticRecording());
const chain = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000 }));

/** Runs a test against the node that all share, and mends what it broke. */
const on = (run: (chain: Chain, node: ChainNode) => Promise<void>) => async (): Promise<void> => {
  try {
    await run(chain, node);
  } finally {
    node.setFaults({});
  }
};

test(
  'blocks are read with the runtime that made them, across an upgrade',
  on(async (chain) => {
    assert.is(right(await chain.head()).block, HEAD);
    assert.is(right(await chain.finalizedHead()).block, HEAD);
    const [old, enacted, young] = await Promise.all(
      [UPGRADE - 1, UPGRADE, UPGRADE + 1].map((one) => chain.blockAt(at(one))),
    );
    assert.equal(
      [old, enacted, young].map((one) => right(one as E.Either<never, { specVersion: number }>).specVersion),
      [293, 293, 424],
    );
    const block = right(await chain.blockAt(at(101)));
    assert.is(block.parentHash, right(await chain.blockAt(at(100))).hash);
    assert.is(block.timestampMs, 1_760_000_012_000);
  }),
);

test(
  'what a runtime does not have is left out of the state, not made up',
  on(async (chain) => {
    const old = right(await chain.subnetAt(NETUID, 0, at(150)));
    const young = right(await chain.subnetAt(NETUID, 0, at(170)));
    assert.is(old.hyperparameters.activityCutoffFactorMilli, undefined);
    assert.is(old.counters.lastEpochBlock, undefined);
    assert.is(young.hyperparameters.activityCutoffFactorMilli, 13_889);
    assert.is(young.counters.subnetEpochIndex, 10);
    assert.is(young.hyperparameters.maxEpochsPerBlock, 2);
    assert.is(right(await chain.epochMarkAt(NETUID, at(150))).stateful, undefined);
    assert.equal(right(await chain.epochMarkAt(NETUID, at(170))).stateful, {
      lastEpochBlock: 162,
      pendingEpochAt: 0,
      epochIndex: 10,
    });
  }),
);

test(
  'a subnet is read whole: neurons by uid, stakes as text, rows by uid',
  on(async (chain) => {
    const state = right(await chain.subnetAt(NETUID, 0, at(141)));
    assert.equal(
      state.neurons.map(({ uid }) => uid),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    assert.is(state.neurons[1]?.alphaRao, '2000000000000');
    assert.is(state.neurons[1]?.rootRao, '5000000000000');
    assert.equal(
      state.weights.map(([uid]) => uid),
      [0, 1, 2],
    );
    assert.is(state.neurons[7]?.registeredAt, 125);
    assert.equal(JSON.parse(JSON.stringify(state)), state);
    const neurons = right(await chain.neuronsAt(NETUID, at(141)));
    assert.equal(
      neurons.map(({ hotkey }) => hotkey),
      state.neurons.map(({ hotkey }) => hotkey),
    );
    assert.equal(right(await chain.neuronsAt(7 as NetUid, at(141))), []);
  }),
);

test(
  'events tell where in the block they stand',
  on(async (chain) => {
    const names = async (block: number) =>
      right(await chain.eventsAt(at(block))).map(({ name, phase }) => `${name} ${phase.kind}`);
    assert.equal(await names(125), ['NeuronRegistered extrinsic']);
    assert.equal(await names(110), ['WeightsSet extrinsic']);
    assert.equal(await names(120), ['ExtrinsicFailed extrinsic']);
    assert.equal(await names(202), ['WeightsSet initialization', 'TimelockedWeightsRevealed initialization']);
    assert.equal(await names(205), ['WeightsSet extrinsic', 'WeightsRevealed extrinsic']);
    const [refused] = right(await chain.eventsAt(at(120)));
    assert.is(refused?.name === 'ExtrinsicFailed' && refused.error, 'SubtensorModule.IncorrectWeightVersionKey');
  }),
);

test(
  'a commitment is read with its hash, and a weight commit with its epoch',
  on(async (chain) => {
    const [event] = right(await chain.eventsAt(at(112)));
    const [commitment] = right(await chain.commitmentsAt(NETUID, at(112)));
    assert.ok(event?.name === 'CommitmentSet' && commitment !== undefined);
    assert.is(commitment.block, 112);
    assert.equal(event.fields, commitment.fields);
    assert.is(commitment.fields[0]?.kind, 'Sha256');
    assert.is(commitment.fields[0]?.hex.length, 64);
    const hotkey = right(await chain.neuronsAt(NETUID, at(190)))[1]?.hotkey as Hotkey;
    const commits = right(await chain.weightCommitsAt(NETUID, 0, hotkey, at(190)));
    assert.equal(
      commits.map(({ commitBlock, commitEpoch }) => [commitBlock, commitEpoch]),
      [[182, 11]],
    );
    assert.equal(right(await chain.weightCommitsAt(NETUID, 0, hotkey, at(206))), []);
  }),
);

test(
  'epochs are found by what the storage says, under both calendars',
  on(async (chain) => {
    const { ran, missing } = right(await observedEpochs(chain, NETUID, at(101), at(HEAD)));
    assert.equal(
      ran.map(({ block }) => block),
      [120, 141, 162, 182, 202, 222],
    );
    assert.is(missing, undefined);
  }),
);

test(
  'what a node cannot or will not give is a failure that names the block',
  on(async (chain, node) => {
    assert.is(kindOf(await chain.blockAt(at(HEAD + 1))), 'unknown-block');
    node.setFaults({ prunedBefore: 200 });
    const pruned = await chain.subnetAt(NETUID, 0, at(140));
    assert.ok(E.isLeft(pruned) && pruned.left.kind === 'pruned' && pruned.left.block === 140);
    assert.match(pruned.left.help, 'archive');
    node.setFaults({ wrongHeaderAt: 130 });
    assert.is(kindOf(await chain.blockAt(at(130))), 'unreadable');
    const { ran, missing } = right(await observedEpochs(chain, NETUID, at(210), at(HEAD)));
    assert.equal([ran.length, missing], [1, undefined]);
  }),
);

test(
  'bytes that are not what the metadata says are refused',
  on(async (chain, node) => {
    node.setFaults({ storage: { prefix: '0x658faa385070e074c85bf6b568cf0555', value: '0xffff' } });
    assert.is(kindOf(await chain.subnetAt(NETUID, 0, at(142))), 'unreadable');
  }),
);

test(
  'a node that does not answer ends in a timeout',
  alone(
    async (chain, node) => {
      node.setFaults({ silent: ['state_getStorage', 'state_queryStorageAt'] });
      assert.is(kindOf(await chain.eventsAt(at(143))), 'timeout');
    },
    { deadlineMs: 2000 },
  ),
);

test('a cut connection is made again, and the question asked again', async () => {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  await alone(
    async (chain, node) => {
      node.setFaults({ dropAtAnswer: 2 });
      assert.is(right(await chain.blockAt(at(144))).block, 144);
      assert.equal(waits, [500]);
    },
    { attempts: 3, sleep },
  )();
});

test('a dead port is a failure of the network, soon, and another endpoint is tried', async () => {
  const sleep = async (): Promise<void> => undefined;
  const dead = await openChain({ endpoints: ['ws://127.0.0.1:1'], attempts: 2, sleep });
  assert.is(kindOf(dead), 'network');
  const open = right(await openChain({ endpoints: ['ws://127.0.0.1:1', node.url], attempts: 2, sleep }));
  assert.is(right(await open.head()).block, HEAD);
  await open.disconnect();
});

test('another chain is refused', async () => {
  const other = await startChainNode(syntheticRecording(), { faults: { genesis: `0x${'77'.repeat(32)}` } });
  const genesis = syntheticRecording().genesis.slice(2) as Chain['genesis'];
  assert.is(kindOf(await openChain({ endpoints: [other.url], genesis, attempts: 1 })), 'wrong-genesis');
  await other.close();
});

test(
  'after a reorganisation the new blocks are read, and the old ones are gone',
  alone(async (chain, node) => {
    const before = right(await chain.blockAt(at(HEAD)));
    node.reorg(2);
    const after = right(await chain.blockAt(at(HEAD)));
    assert.is(after.block, HEAD);
    assert.is.not(after.hash, before.hash);
  }),
);

test('a runtime under a wrong number is noticed before anything is read with it', async () => {
  const other = await startChainNode(syntheticRecording(), { faults: { toldSpec: 293 } });
  const open = right(await openChain({ endpoints: [other.url], attempts: 1, deadlineMs: 20_000 }));
  const read = await open.subnetAt(NETUID, 0, at(150));
  assert.ok(E.isLeft(read) && read.left.kind === 'unreadable');
  assert.match(read.left.message, 'runtime 293 made block 150, and its metadata is of runtime 424');
  await open.disconnect();
  await other.close();
});

test.after(async () => {
  await chain.disconnect();
  await node.close();
});

test.run();
