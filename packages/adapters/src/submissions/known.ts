import type { Account, Fact, Hash32 } from '@subnet-scoring/core';
import type { BucketVersion } from '../ports.js';
import { lineBytes } from './line-bytes.js';

type Named = Pick<BucketVersion, 'key' | 'versionId' | 'etag'>;

/** What one observer has told already. */
export interface Known {
  /** Content that a version was seen to have; the ETag tells contents apart where the bucket keeps no versions. */
  readonly contentOf: (version: Named) => Hash32 | undefined;
  readonly isMeasured: (zipcode: string, contentSha256: Hash32) => boolean;
  readonly hasManifest: (hotkey: Account, manifestSha256: Hash32) => boolean;
  /** How many manifests of a miner it has told. */
  readonly manifestsOf: (hotkey: Account) => number;
  /** Bytes of lines that tell of a miner. */
  readonly bytesOf: (hotkey: Account) => number;
}

/** What is known, and takes note of more. */
export interface Memory extends Known {
  readonly note: (fact: Fact) => void;
}

const nameOf = ({ key, versionId, etag }: Named): string => JSON.stringify([key, versionId, etag]);

/** Nothing is known yet. */
export const NOTHING_KNOWN: Known = {
  contentOf: () => undefined,
  isMeasured: () => false,
  hasManifest: () => false,
  manifestsOf: () => 0,
  bytesOf: () => 0,
};

/** Adds to what was known `before`. */
export const newMemory = (before: Known): Memory => {
  const contents = new Map<string, Hash32>();
  const measured = new Set<string>();
  const manifests = new Map<Account, Set<Hash32>>();
  const bytes = new Map<Account, number>();
  const ownOf = (hotkey: Account): readonly Hash32[] =>
    [...(manifests.get(hotkey) ?? [])].filter((sha256) => !before.hasManifest(hotkey, sha256));
  return {
    contentOf: (version) => before.contentOf(version) ?? contents.get(nameOf(version)),
    isMeasured: (zipcode, sha256) => before.isMeasured(zipcode, sha256) || measured.has(`${zipcode} ${sha256}`),
    hasManifest: (hotkey, sha256) => before.hasManifest(hotkey, sha256) || manifests.get(hotkey)?.has(sha256) === true,
    manifestsOf: (hotkey) => before.manifestsOf(hotkey) + ownOf(hotkey).length,
    bytesOf: (hotkey) => before.bytesOf(hotkey) + (bytes.get(hotkey) ?? 0),
    note: (fact) => {
      const { type, data } = fact;
      if (type === 'SubmissionSeen' || type === 'ManifestSeen') {
        bytes.set(data.hotkey, (bytes.get(data.hotkey) ?? 0) + lineBytes(fact));
      }
      if (type === 'SubmissionSeen') contents.set(nameOf(data), data.contentSha256);
      if (type === 'SubmissionMeasured') measured.add(`${data.zipcode} ${data.contentSha256}`);
      if (type === 'ManifestSeen') {
        manifests.set(data.hotkey, (manifests.get(data.hotkey) ?? new Set()).add(data.manifestSha256));
      }
    },
  };
};

/** What the facts of an epoch say that `by` has told, and measured with `extractor` (name@version). */
export const knownFrom = (facts: Iterable<Fact>, by: Account, extractor: string): Known => {
  const memory = newMemory(NOTHING_KNOWN);
  for (const fact of facts) {
    const isOwn = fact.by === by && (fact.type !== 'SubmissionMeasured' || fact.data.extractor === extractor);
    if (isOwn) memory.note(fact);
  }
  return memory;
};
