import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Account,
  encodeCanonical,
  type Hash32,
  type LogHeader,
  logHeader,
  type NetUid,
} from '@subnet-scoring/core';

/** Neurons of netuid 1 of a small chain, by uid. All but the first are Substrate's development keys. */
export const CHAIN_HOTKEYS = {
  owner: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM' as Account,
  bob: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' as Account,
  charlie: '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y' as Account,
  dave: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy' as Account,
  eve: '5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw' as Account,
};

/** The first block of that chain; a state is read with the header before it, so a test makes some more. */
export const CHAIN_BLOCK = 190;

const NETUID = 1 as NetUid;
const START = 100;
const EVIDENCE = 170;

/** The header of a log for netuid 1 of that chain. */
export const chainLogHeader: LogHeader = logHeader(NETUID, 'local', '11'.repeat(32) as Hash32);

const hashOf = (block: number): string => block.toString(16).padStart(2, '0').repeat(32);

type Json = Parameters<typeof encodeCanonical>[0];

const fact = (type: string, block: number, data: Json, by?: string): string =>
  encodeCanonical({ block, ...(by === undefined ? {} : { by }), data, epoch: 0, netuid: NETUID, type, v: 1 });

const finalized = (block: number): string =>
  fact('BlockFinalized', block, { hash: hashOf(block), parentHash: hashOf(block - 1), timestampMs: block * 12_000 });

const snapshot = (block: number): string => {
  const neurons = Object.values(CHAIN_HOTKEYS).map((hotkey, uid) => ({
    coldkey: hotkey,
    hotkey,
    registeredAt: uid === 0 ? 0 : 4,
    stakeRao: '0',
    uid,
    validatorPermit: true,
  }));
  return fact('MetagraphSnapshotTaken', block, { neurons, specVersion: 293 });
};

const batch = (block: number, hotkey: string, latencyMs: number): string =>
  fact(
    'TaskBatchCompleted',
    block,
    {
      batch: `0.${block}.store`,
      cutoffMs: 12_000,
      results: [{ bytes: 1_048_576, hotkey, latencyMs, outcome: 'passed' }],
      task: 'store',
    },
    CHAIN_HOTKEYS.bob,
  );

/** The activation of the small log of storage-tiers, with its observer and burn hotkey replaced. */
const activation = (): string => {
  const path = fileURLToPath(new URL('../../../../fixtures/logs/storage-tiers/facts.ndjson', import.meta.url));
  const line =
    readFileSync(path, 'utf8')
      .split('\n')
      .find((text) => text.includes('"MechanismActivated"')) ?? '';
  const { data } = JSON.parse(line);
  const params = { ...data.params, observer: CHAIN_HOTKEYS.bob };
  return fact('MechanismActivated', START - 1, { ...data, burnHotkey: CHAIN_HOTKEYS.owner, params }, 'local');
};

/** Facts of epoch 0 of that subnet: Charlie and Dave stored what Bob asked them to. */
export const chainLogFacts = (): readonly string[] => [
  activation(),
  fact(
    'EpochOpened',
    START,
    { endBlock: 150, evidenceBlock: EVIDENCE, nonce: hashOf(7), seedBlock: 160, startBlock: START, zipcodes: [] },
    'local',
  ),
  finalized(START),
  snapshot(START),
  batch(110, CHAIN_HOTKEYS.charlie, 400),
  batch(120, CHAIN_HOTKEYS.dave, 2000),
  finalized(160),
  finalized(EVIDENCE),
  snapshot(EVIDENCE),
];
