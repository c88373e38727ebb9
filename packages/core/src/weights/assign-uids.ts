import type { Account } from '../ids.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import { FX_ZERO, type Fx, fxFromRaw } from '../numbers/fx.js';
import type { BurnCause, Combined } from './combine.js';
import type { UidShare } from './vector.js';

/** Shares by uid of the evidenceBlock snapshot, and who lost its share on the way there. */
export interface AssignedShares {
  readonly shares: readonly UidShare[];
  /** Hotkeys whose slot has another holder now: REASSIGNED_UID, their share burns. */
  readonly reassigned: readonly Account[];
  readonly burn: Fx;
  readonly causes: readonly BurnCause[];
}

/**
 * Puts combined shares on the uids of the snapshot at evidenceBlock. A hotkey counts there only under the registration it
 * had at startBlock. Burn goes to the burn hotkey's uid; undefined when that hotkey is not in the snapshot.
 */
export const assignUids = (
  combined: Combined,
  start: Metagraph,
  evidence: Metagraph,
  burnHotkey: Account,
): AssignedShares | undefined => {
  const burnUid = evidence.byHotkey.get(burnHotkey)?.uid;
  if (burnUid === undefined) return undefined;
  const byUid = new Map<number, Fx>(evidence.neurons.map(({ uid }) => [uid, FX_ZERO]));
  const reassigned: Account[] = [];
  let lost = 0n;
  for (const { hotkey, share } of combined.miners) {
    if (share === FX_ZERO) continue;
    const now = evidence.byHotkey.get(hotkey);
    if (now !== undefined && now.registeredAt === start.byHotkey.get(hotkey)?.registeredAt) {
      byUid.set(now.uid, share);
      continue;
    }
    reassigned.push(hotkey);
    lost += share;
  }
  const burn = fxFromRaw(combined.burn + lost);
  byUid.set(burnUid, burn);
  return {
    shares: [...byUid].map(([uid, share]) => ({ uid, share })),
    reassigned,
    burn,
    causes: lost === 0n ? combined.causes : [...combined.causes, { cause: 'REASSIGNED_UID', share: fxFromRaw(lost) }],
  };
};
