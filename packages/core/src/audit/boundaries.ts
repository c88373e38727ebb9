import { encodeCanonical } from '../event/canonical.js';
import type { ChainEpochRead } from '../event/chain-epoch-read.js';
import type { ChainWeightsRead } from '../event/chain-weights-read.js';
import type { ChainRecord } from '../event/index.js';
import type { Json } from '../event/json.js';
import { compareText } from '../hash/bytes.js';

/** What the records say of one boundary: an epoch of the chain. */
export interface Boundary {
  readonly read: ChainEpochRead;
  /** Rows that stood there, each hotkey once, ascending by uid. */
  readonly rows: readonly ChainWeightsRead[];
  /** Hotkeys of which two records say different things; of all when two records of the boundary do. */
  readonly conflicts: ReadonlySet<string> | 'all';
}

const textOf = (record: ChainRecord): string => encodeCanonical(record.data as unknown as Json);

const groupBy = <A, K>(items: readonly A[], keyOf: (item: A) => K): Map<K, A[]> => {
  const groups = new Map<K, A[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

// One of several that differ is shown beside the verdict CONFLICT: the least text, so that the order of arrival is nothing.
const leastOf = <A extends ChainRecord>(records: readonly A[]): A =>
  records.length === 1 ? (records[0] as A) : ([...records].sort((a, b) => compareText(textOf(a), textOf(b)))[0] as A);

const differ = (records: readonly ChainRecord[]): boolean =>
  records.length > 1 && new Set(records.map(textOf)).size > 1;

/** Boundaries of one mechanism among records, ascending by block. Rows of a block that no ChainEpochRead is of are left out. */
export const boundariesOf = (records: readonly ChainRecord[], mecid: number): readonly Boundary[] => {
  const ours = records.filter(({ data }) => data.mecid === mecid);
  const reads = groupBy(
    ours.filter((record): record is ChainEpochRead => record.type === 'ChainEpochRead'),
    ({ block }) => block,
  );
  const rows = groupBy(
    ours.filter((record): record is ChainWeightsRead => record.type === 'ChainWeightsRead'),
    ({ block }) => block,
  );
  return [...reads]
    .sort(([a], [b]) => a - b)
    .map(([block, same]) => {
      const byHotkey = [...groupBy(rows.get(block) ?? [], ({ data }) => data.hotkey)];
      const conflicts = new Set(byHotkey.filter(([, group]) => differ(group)).map(([hotkey]) => hotkey as string));
      const chosen = byHotkey.map(([, group]) => leastOf(group));
      return {
        read: leastOf(same),
        rows: chosen.sort((a, b) => a.data.uid - b.data.uid || compareText(a.data.hotkey, b.data.hotkey)),
        conflicts: differ(same) ? 'all' : conflicts,
      };
    });
};
