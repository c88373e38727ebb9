import type { Field } from '../event/field.js';
import type { EpochOpened, Fact, SubmissionMeasured, TierRecomputed } from '../event/index.js';
import type { Sha256 } from '../hash/host.js';
import type { ScaleReader, ScaleWriter } from '../hash/scale.js';
import type { Account, EpochNumber, Hash32, NetUid } from '../ids.js';
import type { Fx } from '../numbers/fx.js';
import type { Draw } from './draw.js';
import type { Explanation } from './explanation.js';
import type { Metagraph } from './metagraph.js';
import type { PlannedCheck, PlanRound } from './plan.js';
import type { StatsTable } from './stats.js';
import type { TierRules } from './tiers.js';

/** What is known of an epoch before its first fact is folded. */
export interface EpochContext {
  readonly sha256: Sha256;
  readonly netuid: NetUid;
  /** Whose log this is: "local" for a log of one's own. */
  readonly authority: Account | 'local';
  readonly epoch: EpochNumber;
  readonly opened: EpochOpened['data'];
  /** Snapshot at startBlock: eligibility, coldkeys, stake. */
  readonly start: Metagraph;
  readonly burnHotkey: Account;
}

/** What is known once the epoch's last fact is folded. */
export interface Evidence {
  /** Hash of seedBlock: younger than every commitment it decides about. */
  readonly seed: Hash32;
  /** Observers whose EvidenceListed covers all their facts, at least one. */
  readonly listed: ReadonlySet<Account>;
}

/** One miner's share of one epoch, and the one reason for it. Zero, absent, rejected and unverified stay apart. */
export interface MinerScore {
  readonly hotkey: Account;
  readonly share: Fx;
  readonly reason: string;
}

/** Rows or items of a miner that got a verdict, and how many of them passed. */
export interface CheckedRows {
  readonly passed: number;
  readonly conclusive: number;
}

/** A file that won: what its spot check drew, and what came of it. */
export interface AcceptedFile extends CheckedRows {
  readonly hotkey: Account;
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  /** Rows that were drawn, 0-based, ascending. */
  readonly rows: readonly number[];
}

/** What can be said of a file before anybody looks up a row of it. */
export interface FileRating {
  /** Share of required cells that are filled, floor in ppm. */
  readonly completeppm: number;
  /** Reason that the file gets by itself; undefined when it takes part. */
  readonly fault: string | undefined;
}

/** The result of an epoch. */
export interface EpochScores<Outcome> {
  readonly kind: 'scored';
  /** Every miner the mechanism has an answer for, by account. Shares are >= 0 and sum to at most one. */
  readonly miners: readonly MinerScore[];
  readonly tierMoves: readonly Omit<TierRecomputed['data'], 'mechanism'>[];
  /** The tier each of `miners` holds after the close, where the mechanism has tiers. */
  readonly tiers: ReadonlyMap<Account, string>;
  /** What an operator should know and no rule uses, such as two measures of one file that differ. */
  readonly notices: readonly string[];
  /** What spot checks of this epoch showed of each miner that was checked, where the mechanism checks rows or items. */
  readonly checked?: ReadonlyMap<Account, CheckedRows>;
  /** The files that were paid for, by zipcode and then account, where miners deliver files. */
  readonly accepted?: readonly AcceptedFile[];
  /** What `explain` needs; it never reaches a hash. */
  readonly outcome: Outcome;
}

/** The epoch cannot be judged yet: too little stake has listed its evidence. */
export interface EpochWaits {
  readonly kind: 'waiting';
  readonly missing: readonly Account[];
}

/**
 * One way to turn facts into scores: versioned code and parameters. State lives across epochs and is readonly; a draft
 * belongs to one epoch and is mutated privately, so an epoch that cannot be judged simply drops it.
 */
export interface Mechanism<Params = unknown, State = unknown, Draft = unknown, Outcome = unknown> {
  readonly name: string;
  readonly version: number;
  /** Closed list of reasons, in order of precedence. */
  readonly reasons: readonly string[];
  readonly params: Field<Params>;
  /** True when the rules count only observers who listed their evidence, so that lists must be checked. */
  readonly needsLists: (params: Params) => boolean;
  /** True when the rules believe every observer in the log alike: then only the operator's own observations belong there. */
  readonly believesAnybody?: (params: Params) => boolean;
  readonly initial: (params: Params) => State;
  /** State under other parameters of the same version. */
  readonly adapt: (params: Params, state: State) => State;
  readonly open: (params: Params, state: State, context: EpochContext) => Draft;
  /** Total: ignores foreign facts. `line` is the fact's place in the segment, for explanations. */
  readonly evolve: (draft: Draft, fact: Fact, line: number) => void;
  readonly close: (draft: Draft, evidence: Evidence) => (EpochScores<Outcome> & { readonly state: State }) | EpochWaits;
  /** What observers should check next, given what they have checked. */
  readonly plan?: (draft: Draft, evidence: Evidence, round: PlanRound) => readonly PlannedCheck[];
  /** Whom an observer should ask next, in drawn order: anyone with the same state and block draws the same. */
  readonly select?: (params: Params, state: State, draw: Draw) => readonly Account[];
  /** Rates a measured file of so many expected rows by its counts alone, where miners deliver files. */
  readonly rateFile?: (params: Params, measured: SubmissionMeasured['data'], expected: number) => FileRating;
  /** What is known of every miner at the boundary of an epoch, to be shown. */
  readonly stats?: (params: Params, state: State) => StatsTable;
  /** What each tier takes, where the parameters know tiers. */
  readonly tiers?: (params: Params) => TierRules | undefined;
  readonly explain: (outcome: Outcome, hotkey: Account) => Explanation;
  readonly writeState: (state: State, out: ScaleWriter) => void;
  readonly readState: (params: Params, input: ScaleReader) => State;
}
