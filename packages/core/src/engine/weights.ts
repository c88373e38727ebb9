import type { Host } from '../hash/host.js';
import type { Account, EpochNumber } from '../ids.js';
import type { LogHeader } from '../log/header.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import { assignUids } from '../weights/assign-uids.js';
import type { BurnCause, Combined } from '../weights/combine.js';
import { quantiseExact } from '../weights/quantise-exact.js';
import { weightsHash } from '../weights/weights-hash.js';
import type { EpochWeights } from './result.js';

/** Weights of an epoch, with the uid that burn goes to. */
export interface Weighed {
  readonly weights: EpochWeights;
  readonly burnUid: number;
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
  const burnUid = evidence.byHotkey.get(burnHotkey)?.uid;
  if (assigned === undefined || burnUid === undefined) return undefined;
  const vector = quantiseExact(assigned.shares);
  const hash = weightsHash(host.sha256, header.netuid, epoch, 'exact-v1', VERSION_KEY, vector);
  const uidOf = new Map(evidence.neurons.map(({ hotkey, uid }): [Account, number] => [hotkey, uid]));
  return {
    weights: { profile: 'exact-v1', vector, hash, reassigned: assigned.reassigned, uidOf },
    burnUid,
    causes: assigned.causes,
  };
};
