#!/usr/bin/env node
// Makes fixtures/chain/synthetic.json.gz anew: 131 blocks of a made-up subnet 46 that passes from runtime 293 to 424, so from
// the legacy calendar to the stateful one. `node scripts/chain/make-recording.mjs` after a build; the same bytes each time.
// Metadata is that of the real runtimes, stripped (strip-metadata.mjs); weights are applied by the rules of the replay node,
// and epochs are those of core/yuma, which agree with a real runtime to the bit.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openChain } from '@subnet-scoring/adapters/chain';
import { runtimeOf, signedCall, startChainNode, withStorage } from '@subnet-scoring/adapters/testing/chain-node';
import { accountFromBytes, calendarOf, pureHost, toHex } from '@subnet-scoring/core';
import { epochInput, epochTerms, runEpoch } from '@subnet-scoring/core/yuma';

const FOLDER = new URL('../../fixtures/chain/', import.meta.url);
/** Where it is kept. */
export const RECORDING = new URL('synthetic.json.gz', FOLDER);
const NETUID = 46;
const TEMPO = 20;
const FIRST = 100;
const LAST = 230;
const UPGRADE = 160; // the state after it is for the new runtime
const COMMIT_REVEAL_FROM = 175;
const PALLET = 'subtensorModule';
const SEED = 'synthetic chain';

const digest = (...parts) => pureHost.sha256(new TextEncoder().encode([SEED, ...parts].join(' ')));
const hex32 = (...parts) => toHex(digest(...parts));
const drawn = (limit, ...parts) => Number(new DataView(digest(...parts).buffer).getBigUint64(0) % BigInt(limit));
const account = (...parts) => accountFromBytes(digest(...parts));
const hotkeys = Array.from({ length: 8 }, (_, uid) => account('hotkey', uid));
const newcomer = account('hotkey', 'newcomer');
const VALIDATORS = [0, 1, 2];
const RAO = 1_000_000_000;

const metaOf = (spec) => `0x${gunzipSync(readFileSync(new URL(`spec${spec}.scale.gz`, FOLDER))).toString('hex')}`;
const versionOf = (specVersion) => ({
  specName: 'node-subtensor',
  implName: 'node-subtensor',
  authoringVersion: 1,
  specVersion,
  implVersion: 1,
  apis: [['0xdf6acb689907609b', 5]],
  transactionVersion: 1,
  stateVersion: 1,
});

const zero = `0x${'00'.repeat(32)}`;
const header = {
  parentHash: `0x${hex32('parent')}`,
  number: `0x${FIRST.toString(16)}`,
  stateRoot: zero,
  extrinsicsRoot: zero,
  digest: { logs: [] },
};
const first = { meta: metaOf(293), version: versionOf(293) };
const base = {
  ...first,
  chain: 'synthetic',
  properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
  genesis: `0x${hex32('genesis')}`,
  upgrades: [{ from: UPGRADE, meta: metaOf(424), version: versionOf(424) }],
  blocks: [
    {
      number: FIRST,
      hash: runtimeOf(first).registry.createType('Header', header).hash.toHex(),
      header,
      extrinsics: [],
      diff: {},
    },
  ],
};

/** The subnet as it is when the recording begins. */
const subnet = [
  ['system', 'number', [], FIRST],
  ['timestamp', 'now', [], 1_760_000_000_000],
  [PALLET, 'taoWeight', [], '971718665099567868'],
  ...Object.entries({
    subnetworkN: hotkeys.length,
    tempo: TEMPO,
    kappa: 32767,
    rho: 10,
    activityCutoff: 5000,
    maxAllowedValidators: VALIDATORS.length,
    bondsMovingAverage: 900_000,
    bondsPenalty: 65535,
    commitRevealWeightsEnabled: false,
    revealPeriodEpochs: 1,
    immunityPeriod: 4096,
    minAllowedWeights: 1,
    weightsSetRateLimit: 5,
    weightsVersionKey: 7,
    blocksSinceLastStep: 5,
    lastMechansimStepBlock: 95,
    subnetOwnerHotkey: hotkeys[0],
    validatorPermit: hotkeys.map((_, uid) => VALIDATORS.includes(uid)),
    active: hotkeys.map(() => true),
    lastUpdate: hotkeys.map(() => 90),
    consensus: hotkeys.map(() => 0),
    incentive: hotkeys.map(() => 0),
    dividends: hotkeys.map(() => 0),
    validatorTrust: hotkeys.map(() => 0),
  }).map(([item, value]) => [PALLET, item, [NETUID], value]),
  ...hotkeys.flatMap((hotkey, uid) => [
    [PALLET, 'keys', [NETUID, uid], hotkey],
    [PALLET, 'uids', [NETUID, hotkey], uid],
    [PALLET, 'blockAtRegistration', [NETUID, uid], 10 + uid],
    [PALLET, 'owner', [hotkey], account('coldkey', Math.floor(uid / 2))],
    [PALLET, 'totalHotkeyAlpha', [hotkey, NETUID], VALIDATORS.includes(uid) ? (uid + 1) * 1000 * RAO : uid * RAO],
    [PALLET, 'totalHotkeyAlpha', [hotkey, 0], uid === 1 ? 5000 * RAO : 0],
  ]),
];

/** The recording: made anew each time, and equal each time. */
export const makeRecording = async () => {
  const node = await startChainNode(withStorage(base, subnet));
  const opened = await openChain({ endpoints: [node.url] });
  if (opened._tag === 'Left') throw new Error(opened.left.message);
  const chain = opened.right;
  const right = ({ _tag, left, right: value }) => {
    if (_tag === 'Left') throw new Error(JSON.stringify(left));
    return value;
  };
  const nonces = new Map();

  /** A call in a block, as from its signer; the bytes carry no signature, because one has others each time. */
  const from = (hotkey, section, method, args) => (runtime) => {
    const call = runtime.call(section, method, args);
    const body = Buffer.concat([Buffer.from([4]), Buffer.from(call.toU8a())]);
    const length = Buffer.from(runtime.registry.createType('Compact<u32>', body.length).toU8a());
    const nonce = nonces.get(hotkey) ?? 0;
    nonces.set(hotkey, nonce + 1);
    return { hex: `0x${Buffer.concat([length, body]).toString('hex')}`, call: signedCall(hotkey, nonce, call) };
  };

  const rowOf = (uid, block) => {
    const uids = [3, 4, 5, 6, 7].filter((miner) => drawn(4, 'gives', uid, block, miner) > 0);
    const sent = uids.length === 0 ? [3] : uids;
    return { uids: sent, values: sent.map((miner) => 1 + drawn(50_000, 'value', uid, block, miner)) };
  };
  const commitments = new Map();

  /** What is sent in a block. */
  const callsOf = (block) => {
    const calls = [];
    if (block === 112 || block === 190) {
      const info = { fields: [{ Sha256: `0x${hex32('manifest', block)}` }] };
      calls.push(from(hotkeys[4], 'commitments', 'setCommitment', [NETUID, info]));
    }
    for (const uid of VALIDATORS) {
      if (block < COMMIT_REVEAL_FROM && block % 10 === uid * 3) {
        const { uids, values } = rowOf(uid, block);
        calls.push(from(hotkeys[uid], PALLET, 'setWeights', [NETUID, uids, values, block === 120 ? 3 : 7]));
      }
    }
    return calls;
  };

  const commitHashOf = (runtime, uid, { uids, values }, salt) => {
    const { registry } = runtime;
    const list = (items) => Buffer.from(registry.createType('Vec<u16>', items).toU8a());
    const parts = [Buffer.from(registry.createType('AccountId32', hotkeys[uid]).toU8a()), Buffer.from([NETUID, 0])];
    const key = Buffer.from(registry.createType('u64', 7).toU8a());
    return registry.hash(Buffer.concat([...parts, list(uids), list(values), list(salt), key])).toHex();
  };

  /** Commits and reveals by hash, and one timelocked commit; of uid 2 nothing is ever revealed. */
  const hiddenOf = (block) => (runtime) => {
    const made = (uid) => commitments.get(uid);
    if (block === 182) {
      return [1, 2].map((uid) => {
        const row = rowOf(uid, block);
        const salt = [1, 2, 3].map((at) => drawn(65_536, 'salt', uid, at));
        commitments.set(uid, { row, salt });
        return from(hotkeys[uid], PALLET, 'commitWeights', [NETUID, commitHashOf(runtime, uid, row, salt)])(runtime);
      });
    }
    if (block === 186) {
      const sealed = `0x${hex32('timelocked')}${hex32('more')}`;
      return [from(hotkeys[0], PALLET, 'commitTimelockedWeights', [NETUID, sealed, 1234, 4])(runtime)];
    }
    if (block === 205) {
      const { row, salt } = made(1);
      return [from(hotkeys[1], PALLET, 'revealWeights', [NETUID, row.uids, row.values, salt, 7])(runtime)];
    }
    return [];
  };

  /** What the epoch of this block stores. */
  const epochWrites = (before, block) => (state) => {
    const terms = epochTerms(runEpoch(right(epochInput({ ...before, emissionRao: '0' }))));
    for (const [item, value] of Object.entries({
      consensus: terms.consensus,
      incentive: terms.incentive,
      dividends: terms.dividends,
      validatorTrust: terms.validatorTrust,
      validatorPermit: terms.validatorPermit,
      active: terms.active,
      blocksSinceLastStep: 0,
      lastMechansimStepBlock: block,
    })) {
      state.set(PALLET, item, [NETUID], value);
    }
    for (const [uid, cells] of terms.bonds) state.set(PALLET, 'bonds', [NETUID, uid], cells);
    if (!state.runtime.has(PALLET, 'lastEpochBlock')) return;
    state.set(PALLET, 'lastEpochBlock', [NETUID], block);
    state.set(PALLET, 'pendingEpochAt', [NETUID], 0);
    state.set(PALLET, 'subnetEpochIndex', [NETUID], (before.counters.subnetEpochIndex ?? 0) + 1);
  };

  /** The timelocked commit opens at the boundary after next: the chain sets the row before the epoch reads it. */
  const openTimelocked = (block) => (state) => {
    const row = rowOf(0, block);
    for (let index = 0; index < 100; index += 1) {
      if (state.get(PALLET, 'timelockedWeightCommits', [NETUID, index]).isEmpty) continue;
      state.set(PALLET, 'timelockedWeightCommits', [NETUID, index], []);
      state.set(
        PALLET,
        'weights',
        [NETUID, 0],
        row.uids.map((uid, at) => [uid, row.values[at] === Math.max(...row.values) ? 65535 : row.values[at]]),
      );
      state.emit('SubtensorModule', 'WeightsSet', [NETUID, 0]);
      state.emit('SubtensorModule', 'TimelockedWeightsRevealed', [NETUID, hotkeys[0]]);
    }
  };

  const register = (state, block) => {
    state.set(PALLET, 'keys', [NETUID, 7], newcomer);
    state.set(PALLET, 'uids', [NETUID, newcomer], 7);
    state.set(PALLET, 'blockAtRegistration', [NETUID, 7], block);
    state.set(PALLET, 'owner', [newcomer], account('coldkey', 'newcomer'));
    state.emit('SubtensorModule', 'NeuronRegistered', [NETUID, 7, newcomer], 0);
  };

  const migrate = (state, block) => {
    const shifted = block + NETUID + 1;
    state.set(PALLET, 'lastEpochBlock', [NETUID], block - (shifted % (TEMPO + 1)));
    state.set(PALLET, 'subnetEpochIndex', [NETUID], Math.floor(shifted / (TEMPO + 1)));
    state.set(PALLET, 'activityCutoffFactorMilli', [NETUID], 13889);
  };

  for (let block = FIRST + 1; block <= LAST; block += 1) {
    const mark = right(await chain.epochMarkAt(NETUID, block - 1));
    const isNew = block > UPGRADE + 1;
    const counters =
      mark.stateful === undefined ? {} : { ...mark.stateful, subnetEpochIndex: mark.stateful.epochIndex };
    const { blocksSinceLastStep } = mark;
    const calendar = calendarOf(isNew ? 424 : 293, NETUID, TEMPO, {
      block: block - 1,
      blocksSinceLastStep,
      ...counters,
    });
    const runs = block !== UPGRADE + 1 && calendar.runsAt(block);
    const before = runs ? right(await chain.subnetAt(NETUID, 0, block - 1)) : { weights: [] };
    const opens = runs && block > 200;
    node.produce((runtime) => ({
      initialize: (state) => {
        if (block === UPGRADE + 1) migrate(state, block);
        if (block === COMMIT_REVEAL_FROM) state.set(PALLET, 'commitRevealWeightsEnabled', [NETUID], true);
        if (block === 125) register(state, block);
        if (opens) openTimelocked(block)(state);
        const revealed = opens ? before.weights.filter(([uid]) => uid !== 0) : before.weights;
        const opened = opens && !state.get(PALLET, 'weights', [NETUID, 0]).isEmpty;
        const row = opened ? [[0, state.get(PALLET, 'weights', [NETUID, 0]).toJSON()]] : [];
        const weights = [...row, ...revealed];
        if (runs) epochWrites({ ...before, specVersion: isNew ? 424 : 293, weights }, block)(state);
      },
      pending: [...callsOf(block).map((call) => call(runtime)), ...hiddenOf(block)(runtime)],
    }));
  }
  const recording = node.recording();
  await chain.disconnect();
  await node.close();
  return recording;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const recording = await makeRecording();
  const gz = gzipSync(JSON.stringify(recording), { level: 9 });
  gz[9] = 255; // the system that packed it: the same everywhere
  writeFileSync(RECORDING, gz);
  console.error(`fixtures/chain/synthetic.json.gz: ${recording.blocks.length} blocks, ${gz.length} bytes`);
}
