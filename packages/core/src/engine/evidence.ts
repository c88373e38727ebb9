import { FACT_TYPE, type Fact } from '../event/index.js';
import { toHex } from '../hash/bytes.js';
import type { Host, Sha256Stream } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Account } from '../ids.js';

/** Follows what each observer stated in an epoch, so that its EvidenceListed can be checked. */
export interface EvidenceLists {
  readonly add: (fact: Fact, text: string) => void;
  /** Observers with a list that covers all their facts, at least one observation among them. */
  readonly listed: () => ReadonlySet<Account>;
}

interface Part {
  readonly hash: Sha256Stream;
  count: number;
  /** How many of them are observations; an authority's lines are none. */
  observations: number;
  readonly lists: { readonly count: number; readonly root: string }[];
}

/**
 * A list is valid when its count and root (SHA-256 of the lines in canonical order, LF each) are those of all the
 * observer's facts in the segment except lists. Any valid one counts, because all of them cover the same facts.
 */
export const evidenceLists = (host: Host): EvidenceLists => {
  const parts = new Map<Account, Part>();
  let known: ReadonlySet<Account> | undefined;
  const partOf = (by: Account): Part => {
    const former = parts.get(by);
    if (former !== undefined) return former;
    const part: Part = { hash: host.sha256Stream(), count: 0, observations: 0, lists: [] };
    parts.set(by, part);
    return part;
  };
  return {
    add: (fact, text) => {
      if (fact.by === undefined || fact.by === 'local') return;
      const part = partOf(fact.by);
      if (fact.type === 'EvidenceListed') {
        part.lists.push(fact.data);
        return;
      }
      part.count += 1;
      if (FACT_TYPE.get(fact.type)?.origin === 'observer') part.observations += 1;
      part.hash.update(encodeUtf8(`${text}\n`));
    },
    // A running hash ends once, so the answer is kept.
    listed: () => {
      known ??= listedOf(parts);
      return known;
    },
  };
};

const listedOf = (parts: ReadonlyMap<Account, Part>): ReadonlySet<Account> => {
  const valid = new Set<Account>();
  for (const [by, { hash, count, observations, lists }] of parts) {
    const root = toHex(hash.digest());
    if (observations > 0 && lists.some((list) => list.count === count && list.root === root)) valid.add(by);
  }
  return valid;
};
