import type { Claim, EpochOpened, TierRecomputed } from '../event/index.js';
import type { Account, EpochNumber, Hash32 } from '../ids.js';
import type { Seal, SealStatus } from '../log/seal.js';
import type { Explanation } from '../mechanism/explanation.js';
import type { AcceptedFile, CheckedRows } from '../mechanism/mechanism.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import type { PlannedCheck, PlanRound } from '../mechanism/plan.js';
import type { Fx } from '../numbers/fx.js';
import type { BurnCause, CombinedScore } from '../weights/combine.js';
import type { Standing } from '../weights/standing.js';
import type { WeightVector } from '../weights/vector.js';
import type { ActiveMechanism } from './activations.js';

/** What is carried from one epoch to the next: everything a replay needs to go on. */
export interface ReplayState {
  readonly lastEpoch: EpochNumber | undefined;
  /** Hash of the last seal, or of log.json. */
  readonly prev: Hash32;
  readonly active: readonly ActiveMechanism[];
  readonly standing: Standing | undefined;
}

/** u16 weights of one epoch. */
export interface EpochWeights {
  readonly profile: 'exact-v1';
  readonly vector: WeightVector;
  readonly hash: Hash32;
  /** Hotkeys whose slot has another holder now. */
  readonly reassigned: readonly Account[];
  /** Uid of each scored hotkey at evidenceBlock. */
  readonly uidOf: ReadonlyMap<Account, number>;
}

/** One mechanism's part of the result. */
export interface MechanismResult {
  readonly name: string;
  readonly version: number;
  readonly ruleset: string;
  readonly shareppm: number;
  readonly tiers: ReadonlyMap<Account, string>;
  readonly tierMoves: readonly TierRecomputed['data'][];
  /** Rows that spot checks of this epoch decided, by miner; empty where the mechanism checks none. */
  readonly checked: ReadonlyMap<Account, CheckedRows>;
  /** The files that were paid for, by zipcode and then account; empty where miners deliver none. */
  readonly accepted: readonly AcceptedFile[];
  readonly notices: readonly string[];
  readonly explain: (hotkey: Account) => Explanation;
}

/** What the facts of one epoch come to. */
export interface EpochResult {
  readonly epoch: EpochNumber;
  readonly status: SealStatus;
  /** Why the epoch cannot be judged; empty when judged. */
  readonly missing: readonly string[];
  /** What an operator should know of the rules in force, such as an activation without effect; those of a mechanism stand with it. */
  readonly notices: readonly string[];
  readonly opened: EpochOpened['data'] | undefined;
  readonly seal: Seal;
  /** The newest snapshot of the epoch; undefined when it has none. */
  readonly snapshot: Metagraph | undefined;
  readonly miners: readonly CombinedScore[];
  readonly burn: Fx;
  readonly burnCauses: readonly BurnCause[];
  /** Undefined for an unjudged epoch, and when the burn hotkey is not in the snapshot at evidenceBlock. */
  readonly weights: EpochWeights | undefined;
  readonly mechanisms: readonly MechanismResult[];
  /** What to check; empty when nothing is left, undefined while the seed is not known. */
  readonly plan: (round: PlanRound) => readonly PlannedCheck[] | undefined;
  /** The claims that follow from this result. */
  readonly claims: readonly ClaimData[];
  readonly next: ReplayState;
}

/** A claim before somebody signs it with a name. */
export type ClaimData = {
  readonly [T in Claim['type']]: { readonly type: T; readonly data: Extract<Claim, { type: T }>['data'] };
}[Claim['type']];
