import {
  type BundlePart,
  type BundleStage,
  compareText,
  encodeCanonical,
  type Hash32,
  type Json,
  toHex,
} from '@subnet-scoring/core';
import { nodeHost } from '../node/index.js';
import type { EventLog, Signer } from '../ports.js';
import { formatBundleKey } from '../round/bundle/layout.js';
import type { BundleReader } from '../round/bundle/read.js';
import { signIndex } from '../round/bundle/sign.js';
import { publishResult } from '../round/publish/result.js';
import { collect, right } from './sample-validators.js';

/** A part by name with its content; a hostile index may name it twice or state another size. */
export interface HostilePart extends Partial<BundlePart> {
  readonly name: string;
  readonly content: Uint8Array;
}

const hashOf = (content: Uint8Array): Hash32 => toHex(nodeHost.sha256(content)) as Hash32;

/** Puts whatever it is into the folder of a validator, under an index that it signed. */
export const publishParts = async (
  { bucket, epoch, header }: BundleReader,
  signer: Signer,
  stage: BundleStage,
  parts: readonly HostilePart[],
): Promise<void> => {
  const hotkey = signer.account;
  const named = parts.map(({ content, ...part }) => ({ bytes: content.length, sha256: hashOf(content), ...part }));
  const contents = new Map(parts.map(({ content }) => [hashOf(content), content]));
  for (const [sha256, content] of contents) {
    await bucket.create(formatBundleKey({ kind: 'part', hotkey, epoch, sha256 }), content); // there already: as well
  }
  const { genesis, netuid } = header;
  const sorted: readonly BundlePart[] = named.sort((a, b) => compareText(a.name, b.name));
  const index = signIndex(nodeHost, { epoch, format: 1, genesis, hotkey, netuid, parts: sorted, stage }, signer);
  right(await bucket.create(formatBundleKey({ kind: 'index', hotkey, epoch, stage }), index));
};

/** The parts of the result that a validator would publish. */
export const resultParts = async (log: EventLog, reader: BundleReader, signer: Signer): Promise<HostilePart[]> => {
  const contents = new Map<string, Uint8Array>();
  const create = async (key: string, bytes: Uint8Array) => {
    contents.set(key, bytes);
    return { _tag: 'Right', right: { versionId: 'null', etag: '' } } as const;
  };
  const listVersions = async () => ({ _tag: 'Right', right: { versions: [], next: undefined } }) as const;
  const bucket = { ...reader.bucket, create, listVersions };
  const mode = { kind: 'send', signer } as const;
  const { done } = await collect(publishResult(log, { ...reader, bucket }, signer.account, mode));
  return done.flatMap(({ name, key }) => {
    const content = contents.get(key);
    return content === undefined || name.startsWith('bundle=') ? [] : [{ name, content }];
  });
};

type Loose = Record<string, Json>;

/** Changes a JSON part by name. */
export const changePart = (
  parts: readonly HostilePart[],
  name: string,
  change: (value: Loose) => Loose,
): readonly HostilePart[] =>
  parts.map((part) => {
    if (part.name !== name) return part;
    const value = JSON.parse(Buffer.from(part.content).toString()) as Loose;
    return { name, content: Buffer.from(encodeCanonical(change(value))) };
  });
