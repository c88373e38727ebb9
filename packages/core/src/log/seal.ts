import { encodeCanonical } from '../event/canonical.js';
import type { Json } from '../event/json.js';
import type { Sha256 } from '../hash/host.js';
import { i128, list, raw32, taggedHash, text, u64 } from '../hash/tagged.js';
import { type Account, accountHex, type EpochNumber, type Hash32 } from '../ids.js';
import type { Fx } from '../numbers/fx.js';

/** judged: scores were computed. unjudged: facts were missing or contradict each other; nobody is scored. */
export type SealStatus = 'judged' | 'unjudged';

/** One line of seals.ndjson: binds the previous seal, the segment, the rules and the scores. */
export interface Seal {
  readonly count: number;
  readonly epoch: EpochNumber;
  readonly prev: Hash32;
  readonly rules: Hash32;
  readonly scores: Hash32;
  readonly seal: Hash32;
  readonly segment: Hash32;
  readonly status: SealStatus;
}

/** One miner as the scores hash knows it. */
export interface ScoreLine {
  readonly hotkey: Account;
  /** Combined share before uids. */
  readonly share: Fx;
  readonly reason: string;
}

/** seal = H("seal/1", epoch, prev, segment, count, status, rules, scores). */
export const sealHash = (sha256: Sha256, seal: Omit<Seal, 'seal'>): Hash32 =>
  taggedHash(sha256, 'seal/1', [
    u64(seal.epoch),
    raw32(seal.prev),
    raw32(seal.segment),
    u64(seal.count),
    text(seal.status),
    raw32(seal.rules),
    raw32(seal.scores),
  ]);

/** rules = H("rules/1", list of the canonical data of each active MechanismActivated, by mechanism name). */
export const rulesHash = (sha256: Sha256, activations: readonly Json[]): Hash32 =>
  taggedHash(sha256, 'rules/1', [list(activations.map((data) => text(encodeCanonical(data))))]);

/** scores = H("scores/1", epoch, burn, list of (account, share, reason)), accounts ascending. */
export const scoresHash = (sha256: Sha256, epoch: EpochNumber, burn: Fx, miners: readonly ScoreLine[]): Hash32 =>
  taggedHash(sha256, 'scores/1', [u64(epoch), i128(burn), list(miners.map(scoreItem))]);

const scoreItem = (miner: ScoreLine): Uint8Array => {
  const reason = text(miner.reason);
  const out = new Uint8Array(32 + 16 + reason.length);
  out.set(raw32(accountHex(miner.hotkey)));
  out.set(i128(miner.share), 32);
  out.set(reason, 48);
  return out;
};
