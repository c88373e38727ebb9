import type { Account, Fact, Hash32 } from '@subnet-scoring/core';

/** What the log has of one miner by one observer. */
export interface MinerTally {
  readonly manifests: number;
  /** Sightings of files: contents, each in one version. */
  readonly files: number;
  /** Files among them that were measured. */
  readonly measured: number;
  /** Rows that were counted in them. */
  readonly rows: number;
}

const contentOf = (zipcode: string, contentSha256: Hash32): string => `${zipcode} ${contentSha256}`;

/** Counts what an observer has told of miners; facts of others are passed over. */
export const newTally = (by: Account, extractor: string) => {
  const rows = new Map<string, number>();
  const manifests = new Map<Account, number>();
  const files = new Map<Account, string[]>();
  return {
    add: (fact: Fact): void => {
      if (fact.by !== by) return;
      const { type, data } = fact;
      if (type === 'ManifestSeen') manifests.set(data.hotkey, (manifests.get(data.hotkey) ?? 0) + 1);
      if (type === 'SubmissionSeen') {
        const name = contentOf(data.zipcode, data.contentSha256);
        files.set(data.hotkey, [...(files.get(data.hotkey) ?? []), name]);
      }
      if (type === 'SubmissionMeasured' && data.extractor === extractor) {
        rows.set(contentOf(data.zipcode, data.contentSha256), data.rows);
      }
    },
    of: (hotkey: Account): MinerTally => {
      const seen = files.get(hotkey) ?? [];
      const counted = seen.flatMap((name) => rows.get(name) ?? []);
      return {
        manifests: manifests.get(hotkey) ?? 0,
        files: seen.length,
        measured: counted.length,
        rows: counted.reduce((sum, count) => sum + count, 0),
      };
    },
  };
};
