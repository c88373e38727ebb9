import { u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { applyCall } from './apply-call.js';
import type { SignedCall } from './call.js';
import { type Overlay, overlayOf } from './overlay.js';
import type { Header, Hex, RecordedBlock } from './recording.js';
import type { ReplayChain } from './replay-chain.js';
import type { Runtime } from './runtime.js';

const BLOCK_MS = 12_000;
const ZERO = `0x${'00'.repeat(32)}` as const;

/** An extrinsic that passed the pool: its bytes, and what it asks for. */
export interface Pending {
  readonly hex: Hex;
  readonly call: SignedCall;
}

/** What goes into a block beside its number and its time. */
export interface BlockContent {
  readonly pending?: readonly Pending[];
  /** Items of the header's digest. */
  readonly logs?: readonly Hex[];
  /** What the chain itself does before the extrinsics. */
  readonly initialize?: (state: Overlay) => void;
}

/** The block that follows the head. No epoch runs in it: the node has no runtime, it knows the calls about weights alone. */
export const makeBlock = (
  chain: ReplayChain,
  runtime: Runtime,
  { pending = [], logs = [], initialize }: BlockContent = {},
): RecordedBlock => {
  const { registry } = runtime;
  const parent = chain.hashOf(chain.head()) ?? chain.genesis;
  const state = overlayOf(chain, runtime);
  const now = BigInt(state.get('timestamp', 'now').toString()) + BigInt(BLOCK_MS);
  state.set('system', 'number', [], state.number);
  state.set('system', 'parentHash', [], parent);
  state.set('timestamp', 'now', [], now);
  const sinceStep = runtime.key('subtensorModule', 'blocksSinceLastStep', [0]).slice(0, -4);
  for (const key of chain.keysAt(sinceStep, chain.head())) {
    const netuid = Number.parseInt(key.slice(-2) + key.slice(-4, -2), 16);
    const since = state.int('subtensorModule', 'blocksSinceLastStep', [netuid]) ?? 0;
    state.set('subtensorModule', 'blocksSinceLastStep', [netuid], since + 1);
  }
  initialize?.(state);
  pending.forEach(({ call }, at) => {
    applyCall(state, call, at + 1);
  });
  const inherent = inherentOf(runtime, now);
  const extrinsics = [inherent, ...pending.map(({ hex }) => hex)];
  const header: Header = {
    parentHash: parent,
    number: `0x${state.number.toString(16)}`,
    stateRoot: ZERO,
    extrinsicsRoot: blake2AsHex(u8aConcat(...extrinsics.map((hex) => Buffer.from(hex.slice(2), 'hex')))),
    digest: { logs },
  };
  const hash = blake2AsHex(registry.createType('Header', header).toU8a());
  return { number: state.number, hash, header, extrinsics, diff: state.diff() };
};

/** The timestamp that every block begins with: an unsigned timestamp.set. */
const inherentOf = ({ registry }: Runtime, now: bigint): Hex => {
  const index = registry.metadata.pallets.find(({ name }) => name.toString() === 'Timestamp')?.index.toNumber() ?? 2;
  const moment = registry.createType('Compact<u64>', now).toU8a();
  const body = u8aConcat(new Uint8Array([4, index, 0]), moment);
  return u8aToHex(u8aConcat(new Uint8Array([body.length << 2]), body));
};
