import type { Host } from '../hash/host.js';
import type { Account, EpochNumber } from '../ids.js';
import type { LogHeader } from '../log/header.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import { assignUids } from '../weights/assign-uids.js';
import type { BurnCause, Combined } from '../weights/combine.js';
import { quantiseExact } from '../weights/quantise-exact.js';
import type { BurnTarget } from '../weights/standing.js';
import { weightsHash } from '../weights/weights-hash.js';
import type { EpochWeights } from './result.js';

/** Weights of an epoch, and what burns on the way to uids. */
export interface Weighed {
  readonly weights: EpochWeights;
  readonly causes: readonly BurnCause[];
}

const VERSION_KEY = 0;

/** The u16 vector of combined shares; undefined when the burn hotkey is not in the snapshot at evidenceBlock. */
export const weigh = (
  host: Host,
  header: LogHeader,
  epoch: EpochNumber,
  combined: Combined,
  start: Metagraph,
  evidence: Metagraph,
  burnHotkey: Account,
): Weighed | undefined => {
  const assigned = assignUids(combined, start, evidence, burnHotkey);
  if (assigned === undefined) return undefined;
  const vector = quantiseExact(assigned.shares);
  const hash = weightsHash(host.sha256, header.netuid, epoch, 'exact-v1', VERSION_KEY, vector);
  const uidOf = new Map(evidence.neurons.map(({ hotkey, uid }): [Account, number] => [hotkey, uid]));
  return {
    weights: { profile: 'exact-v1', vector, hash, reassigned: assigned.reassigned, uidOf },
    causes: assigned.causes,
  };
};

/** Uids of the latest snapshot of an epoch that has the burn hotkey. */
export const burnTarget = (snapshots: Iterable<Metagraph>, burnHotkey: Account | undefined): BurnTarget | undefined => {
  let last: Metagraph | undefined;
  for (const snapshot of snapshots) {
    const hasBurn = burnHotkey !== undefined && snapshot.byHotkey.has(burnHotkey);
    if (hasBurn && (last === undefined || snapshot.block > last.block)) last = snapshot;
  }
  const burnUid = last === undefined || burnHotkey === undefined ? undefined : last.byHotkey.get(burnHotkey)?.uid;
  if (last === undefined || burnUid === undefined) return undefined;
  return { uids: last.neurons.map(({ uid }) => uid), burnUid };
};
