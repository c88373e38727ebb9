import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Bytes as 0x and hex, as JSON-RPC has them. */
export type Hex = `0x${string}`;

/** What `state_getRuntimeVersion` answers. */
export interface RuntimeVersion {
  readonly specName: string;
  readonly specVersion: number;
  readonly transactionVersion: number;
  readonly [key: string]: unknown;
}

export interface Header {
  readonly parentHash: Hex;
  readonly number: Hex;
  readonly stateRoot: Hex;
  readonly extrinsicsRoot: Hex;
  readonly digest: { readonly logs: readonly Hex[] };
}

/** Storage keys and what a block wrote there; null takes the key away. */
export type Diff = Readonly<Record<string, Hex | null>>;

export interface RecordedBlock {
  readonly number: number;
  readonly hash: Hex;
  readonly header: Header;
  readonly extrinsics: readonly Hex[];
  readonly diff: Diff;
}

/** A runtime, and the block whose state is the first that was made for it. */
export interface Upgrade {
  readonly from: number;
  readonly meta: Hex;
  readonly version: RuntimeVersion;
}

/**
 * Some blocks of a chain: headers, extrinsics, and its storage as what each block changed. The first block's diff holds all
 * of the storage, so a recording may begin anywhere.
 */
export interface Recording {
  readonly meta: Hex;
  readonly version: RuntimeVersion;
  readonly chain: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly genesis: Hex;
  readonly blocks: readonly RecordedBlock[];
  readonly upgrades?: readonly Upgrade[];
}

/** Reads a recording: JSON, plain or gzipped. */
export const readRecording = (path: string): Recording => {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'));
};
