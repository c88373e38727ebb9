import type { Block, ChainRecord, EpochNumber, Fact, NetUid } from '@subnet-scoring/core';
import { decodeFact, decodeRecord, encodeEvent } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startChainNode, syntheticRecording } from '../../testing/chain-node/index.js';
import { chainFailure } from '../failure.js';
import { observedEpochs } from '../observed-epochs.js';
import { openChain } from '../open-chain.js';
import type { ChainReader } from '../port.js';
import type { EpochWindow } from './epoch-window.js';
import { epochsRange, planPull } from './plan-pull.js';
import { type PullPlan, pullBlocks } from './pull.js';

const NETUID = 46 as NetUid;
const MECID = 0;

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const windowOf = (epoch: number, start: number, seed: number, evidence: number): EpochWindow => ({
  epoch: epoch as EpochNumber,
  startBlock: start as Block,
  evidenceBlock: evidence as Block,
  hashed: new Set([start, seed, evidence]),
});
const windows = [windowOf(0, 105, 130, 140), windowOf(1, 140, 175, 180)];
const range = epochsRange(windows, windows);

const node = await startChainNode(syntheticRecording());
const chain = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000 }));
const { ran } = right(await observedEpochs(chain, NETUID, range.from, range.to));
const boundaries = ran.map(({ block }) => block);
const fresh: PullPlan = {
  netuid: NETUID,
  mecid: MECID,
  ...range,
  windows,
  boundaries: new Set(boundaries),
  causes: new Map(),
};

const linesOf = async (plan: PullPlan): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const pulled of pullBlocks(chain, plan)) lines.push(...right(pulled).lines.map(encodeEvent));
  return lines;
};
const isFact = (line: string): boolean => E.isRight(decodeFact(line));
const whole = await linesOf(fresh);
const facts = whole.flatMap((line): Fact[] => (isFact(line) ? [right(decodeFact(line)).event] : []));
const records = whole.flatMap((line): ChainRecord[] => (isFact(line) ? [] : [right(decodeRecord(line)).event]));

test('a pull covers its epochs, and the weights of the last one until the next would begin', () => {
  assert.equal(range, { from: 105, to: 220 });
});

test('each fact belongs to its epoch; the boundary between two is told to both', () => {
  assert.equal(
    facts.map(({ type, block, epoch }) => `${type} ${block} ${epoch}`),
    [
      'BlockFinalized 105 0',
      'MetagraphSnapshotTaken 105 0',
      'SubmissionCommitted 112 0',
      'NeuronRegistered 125 0',
      'BlockFinalized 130 0',
      'BlockFinalized 140 0',
      'MetagraphSnapshotTaken 140 0',
      'BlockFinalized 140 1',
      'MetagraphSnapshotTaken 140 1',
      'BlockFinalized 175 1',
      'BlockFinalized 180 1',
      'MetagraphSnapshotTaken 180 1',
    ],
  );
});

test('every epoch of the chain has a record, and every row it used has one that says what wrote it', () => {
  assert.equal(
    records.flatMap((one) =>
      one.type === 'ChainEpochRead' ? [`${one.block} ${one.epoch} ${one.data.specVersion}`] : [],
    ),
    ['120 0 293', '141 0 293', '162 0 424', '182 1 424', '202 1 424'],
  );
  const rows = records.flatMap((one) =>
    one.type === 'ChainWeightsRead' && one.block === 202
      ? [`${one.data.uid} ${one.data.cause} ${one.data.commitBlock} ${one.data.causeBlock} ${one.data.lastUpdate}`]
      : [],
  );
  assert.equal(rows, ['0 timelocked 186 202 186', '1 set 173 173 182', '2 set 166 166 182']);
});

test('a reveal is told apart from a set, by the commit that it opened', async () => {
  const later = { ...fresh, from: 183 as Block, to: 222 as Block, boundaries: new Set([222 as Block]) };
  const last = (await linesOf(later)).flatMap((line): ChainRecord[] =>
    isFact(line) ? [] : [right(decodeRecord(line)).event],
  );
  const row = last.find((one) => one.type === 'ChainWeightsRead' && one.data.uid === 1);
  assert.ok(row?.type === 'ChainWeightsRead');
  const { cause, commitBlock, causeBlock } = row.data;
  assert.equal({ cause, commitBlock, causeBlock }, { cause: 'reveal', commitBlock: 182, causeBlock: 205 });
  const missing = last.flatMap((one) => (one.type === 'ChainStateMissing' ? [one.data] : []));
  assert.equal(
    missing.map(({ missing: what, why }) => ['uid' in what && what.uid, why]),
    [[2, 'its time to be revealed has passed']],
  );
});

test('a pull that was broken off at any block goes on without a gap and without a difference', async () => {
  for (const broken of [110, 165, 202]) {
    const taken = whole.filter((line) => JSON.parse(line).block <= broken);
    const known = {
      windows,
      sealed: new Set<EpochNumber>(),
      lines: new Set(taken),
      facts: facts.filter(({ block }) => block <= broken),
      boundaries: records.flatMap((one) => (one.type === 'ChainEpochRead' && one.block <= broken ? [one] : [])),
      rows: records.flatMap((one) => (one.type === 'ChainWeightsRead' && one.block <= broken ? [one] : [])),
    };
    const plan = planPull(known, { netuid: NETUID, mecid: MECID }, windows, range, boundaries, false);
    const last = boundaries.filter((block) => block <= broken).at(-1);
    assert.is(plan.from, last ?? range.from, `broken off at ${broken}`);
    const rest = await linesOf(plan);
    assert.equal([...new Set([...taken, ...rest])].sort(), [...new Set(whole)].sort(), `broken off at ${broken}`);
  }
});

test('blocks that the node no longer keeps are named one by one, and the rest is read', async () => {
  const light = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000 }));
  node.setFaults({ prunedBefore: 200 });
  const missing: number[] = [];
  const kept: number[] = [];
  const gaps: object[] = [];
  for await (const pulled of pullBlocks(light, { ...fresh, from: 197 as Block, to: 203 as Block })) {
    const { block, missing: why, lines } = right(pulled);
    for (const line of lines)
      if (line.type === 'ChainStateMissing' && 'firstBlock' in line.data.missing) gaps.push(line.data.missing);
    (why === undefined ? kept : missing).push(block);
  }
  node.setFaults({});
  await light.disconnect();
  // The runtime that made a block is the one in the state of its parent, so the first state that is kept is not enough.
  assert.equal(missing, [197, 198, 199, 200]);
  assert.equal(kept, [201, 202, 203]);
  assert.equal(gaps, [{ firstBlock: 197, lastBlock: 200 }]);
});

test('a network that fails ends the pull at its block, and what was read before it stays', async () => {
  const failure = chainFailure('network', 'gone');
  const broken: ChainReader = {
    ...chain,
    eventsAt: async (block) => (block < 130 ? chain.eventsAt(block) : E.left(failure)),
  };
  const blocks: number[] = [];
  const ends: unknown[] = [];
  for await (const pulled of pullBlocks(broken, { ...fresh, from: 125 as Block, to: 140 as Block })) {
    if (E.isRight(pulled)) blocks.push(pulled.right.block);
    else ends.push(pulled.left);
  }
  assert.equal(blocks, [125, 126, 127, 128, 129]);
  assert.equal(ends, [failure]);
});

test.after(async () => {
  await chain.disconnect();
  await node.close();
});

test.run();
