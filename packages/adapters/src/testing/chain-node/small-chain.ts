import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Header, Recording } from './recording.js';
import { runtimeOf } from './runtime.js';
import { type StorageWrite, withStorage } from './with-storage.js';

/** A subnet on a chain of one block. */
export interface SmallSubnet {
  /** Which runtime: one without timelocked commits, or one with them. */
  readonly spec: 293 | 424;
  readonly netuid: number;
  readonly block: number;
  /** By uid; all have a permit and are registered since block 4. */
  readonly hotkeys: readonly string[];
}

const FOLDER = new URL('../../../../../fixtures/chain/', import.meta.url);
const ZERO = `0x${'00'.repeat(32)}` as const;
const PALLET = 'subtensorModule';

const emptyChain = ({ spec, block }: SmallSubnet): Recording => {
  const meta = `0x${gunzipSync(readFileSync(new URL(`spec${spec}.scale.gz`, FOLDER))).toString('hex')}` as const;
  const version = {
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    authoringVersion: 1,
    specVersion: spec,
    implVersion: 1,
    apis: [['0xdf6acb689907609b', 5]],
    transactionVersion: 1,
    stateVersion: 1,
  };
  const header: Header = {
    parentHash: ZERO,
    number: `0x${block.toString(16)}`,
    stateRoot: ZERO,
    extrinsicsRoot: ZERO,
    digest: { logs: [] },
  };
  const { hash } = runtimeOf({ meta, version }).registry.createType('Header', header);
  return {
    meta,
    version,
    chain: 'small',
    properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
    genesis: `0x${'11'.repeat(32)}`,
    blocks: [{ number: block, hash: hash.toHex(), header, extrinsics: [], diff: {} }],
  };
};

/** A chain with one subnet that takes weights in the open: tempo 20, no rate limit, version key 7; `more` comes last. */
export const smallChain = (subnet: SmallSubnet, more: readonly StorageWrite[] = []): Recording => {
  const { netuid, block, hotkeys } = subnet;
  const parameters = {
    subnetworkN: hotkeys.length,
    tempo: 20,
    revealPeriodEpochs: 1,
    commitRevealWeightsEnabled: false,
    minAllowedWeights: 1,
    weightsSetRateLimit: 0,
    weightsVersionKey: 7,
    validatorPermit: hotkeys.map(() => true),
    lastUpdate: hotkeys.map((_, uid) => (uid === 0 ? 0 : block - 5)),
  };
  return withStorage(emptyChain(subnet), [
    ['system', 'number', [], block],
    ...Object.entries(parameters).map(([item, value]): StorageWrite => [PALLET, item, [netuid], value]),
    ...hotkeys.flatMap((hotkey, uid): StorageWrite[] => [
      [PALLET, 'keys', [netuid, uid], hotkey],
      [PALLET, 'uids', [netuid, hotkey], uid],
      [PALLET, 'owner', [hotkey], hotkey],
      [PALLET, 'blockAtRegistration', [netuid, uid], uid === 0 ? 0 : 4],
      [PALLET, 'totalHotkeyAlpha', [hotkey, netuid], uid * 1_000_000_000],
    ]),
    ...more,
  ]);
};
