import type { Account, EpochResult } from '@subnet-scoring/core';

/** Who a text means in an epoch. */
export type FoundMiner =
  | { readonly kind: 'found'; readonly hotkey: Account }
  | { readonly kind: 'ambiguous'; readonly hotkeys: readonly Account[] }
  | { readonly kind: 'unknown' }
  /** A uid was given, and there is no snapshot at evidenceBlock to look it up in. */
  | { readonly kind: 'noUids' };

const UID = /^\d{1,5}$/;

/** The shortest start of a hotkey that is looked for. */
export const PREFIX_LENGTH_MIN = 4;

const one = (hotkeys: readonly Account[]): FoundMiner => {
  const [hotkey] = hotkeys;
  if (hotkey === undefined) return { kind: 'unknown' };
  return hotkeys.length > 1 ? { kind: 'ambiguous', hotkeys } : { kind: 'found', hotkey };
};

/**
 * Finds a miner of an epoch by hotkey, by the start of one (at least 4 characters), or by its uid at evidenceBlock. Whoever
 * has a reason or a slot can be found, the burn hotkey too.
 */
export const findMiner = ({ miners, weights }: EpochResult, text: string): FoundMiner => {
  const uidOf = weights?.uidOf ?? new Map<Account, number>();
  if (UID.test(text)) {
    if (weights === undefined) return { kind: 'noUids' };
    return one([...uidOf].flatMap(([hotkey, uid]) => (uid === Number(text) ? [hotkey] : [])));
  }
  if (text.length < PREFIX_LENGTH_MIN) return { kind: 'unknown' };
  const hotkeys = new Set<Account>([...miners.map(({ hotkey }) => hotkey), ...uidOf.keys()]);
  return one([...hotkeys].filter((hotkey) => hotkey.startsWith(text)));
};
