import type { EpochCalendar, RevealWindow } from '../calendar/index.js';
import type { Block, Hash32 } from '../ids.js';
import { chainUpscale } from './chain-upscale.js';
import { commitHash } from './commit-hash.js';
import { mechanismIndex } from './mechanism-index.js';
import { planVector, type WeightPlan } from './plan.js';
import type { PlanSubnet } from './plan-subnet.js';

/** One extrinsic that was signed to be sent: the head at that moment, and its hash. */
export type Attempt = {
  readonly block: Block;
  readonly extrinsic: Hash32;
  readonly step: 'set' | 'commit' | 'reveal';
};

/** A plan on its way to the chain. Plain JSON; the salt (u16) is secret until the reveal, and empty for weights in the open. */
export type Sending = {
  readonly attempts: readonly Attempt[];
  readonly plan: WeightPlan;
  readonly salt: readonly number[];
};

/** What is read of the chain to see what became of a plan. */
export interface SentSubnet extends PlanSubnet {
  /** Rows by uid: [uid, [[uid, u16], ..]], as the chain keeps them. */
  readonly weights: readonly (readonly [number, readonly (readonly [number, number])[]])[];
}

/** A commit of the sender that waits on the chain. */
export interface WaitingCommit {
  readonly hash: Hash32;
  readonly commitBlock: number;
  readonly commitEpoch?: number;
}

/** What became of a plan, as far as the chain shows it. */
export type SendingState =
  /** Nothing of it is on the chain or can still get there. */
  | { readonly kind: 'unsent' }
  /** An extrinsic may still be on its way; after `until` it is void. */
  | { readonly kind: 'unsettled'; readonly step: Attempt['step']; readonly until: number }
  /** The row stands, set or revealed; `block` is LastUpdate. */
  | { readonly kind: 'stands'; readonly block: number }
  | { readonly kind: 'committed'; readonly commit: WaitingCommit }
  /** It was committed, and neither the commit nor its weights are there: expired, or replaced by later weights. */
  | { readonly kind: 'gone' };

/** Blocks after which a signed extrinsic is void: it is signed mortal, so that a lost one cannot come back an epoch later. */
export const EXTRINSIC_LIFE_BLOCKS = 64;

/** The hash that stands for the weights and the salt until they are revealed. */
export const sendingHash = ({ plan, salt }: Sending): Hash32 =>
  commitHash({
    hotkey: plan.hotkey,
    index: mechanismIndex(plan.netuid, plan.mecid),
    ...planVector(plan),
    salt,
    versionKey: BigInt(plan.versionKey),
  });

/** True where the row of the plan's sender is the plan's, as the chain scales it. */
export const planStands = (plan: WeightPlan, { neurons, weights }: SentSubnet): boolean => {
  const sender = neurons.find(({ hotkey }) => hotkey === plan.hotkey);
  const row = weights.find(([uid]) => uid === sender?.uid)?.[1] ?? [];
  const { uids, values } = planVector(plan);
  const scaled = chainUpscale(values);
  return row.length === uids.length && row.every(([uid, value], at) => uid === uids[at] && value === scaled[at]);
};

const onItsWay = ({ attempts }: Sending, step: Attempt['step'], { block }: SentSubnet): SendingState | undefined => {
  const until = attempts.filter((one) => one.step === step).at(-1)?.block;
  if (until === undefined || block > until + EXTRINSIC_LIFE_BLOCKS) return undefined;
  return { kind: 'unsettled', step, until: until + EXTRINSIC_LIFE_BLOCKS };
};

const stateOfSet = (sending: Sending, subnet: SentSubnet): SendingState => {
  const { plan, attempts } = sending;
  const first = attempts[0];
  const lastUpdate = subnet.neurons.find(({ hotkey }) => hotkey === plan.hotkey)?.lastUpdate ?? 0;
  // The same row may stand from an earlier plan: only an update after the first attempt can be this one's.
  if (first !== undefined && lastUpdate > first.block && planStands(plan, subnet)) {
    return { kind: 'stands', block: lastUpdate };
  }
  return onItsWay(sending, 'set', subnet) ?? { kind: 'unsent' };
};

const stateOfCommit = (sending: Sending, subnet: SentSubnet, commits: readonly WaitingCommit[]): SendingState => {
  const hash = sendingHash(sending);
  const commit = commits.find((one) => one.hash === hash);
  if (commit !== undefined) return onItsWay(sending, 'reveal', subnet) ?? { kind: 'committed', commit };
  if (!sending.attempts.some(({ step }) => step === 'reveal')) {
    return onItsWay(sending, 'commit', subnet) ?? { kind: 'unsent' };
  }
  // A reveal takes its commit out of the queue in the same block in which it sets the row.
  const sender = subnet.neurons.find(({ hotkey }) => hotkey === sending.plan.hotkey);
  return planStands(sending.plan, subnet) ? { kind: 'stands', block: sender?.lastUpdate ?? 0 } : { kind: 'gone' };
};

/** What became of a plan that was, or may have been, sent; `commits` are those of its sender. */
export const sendingState = (sending: Sending, subnet: SentSubnet, commits: readonly WaitingCommit[]): SendingState =>
  sending.plan.mode === 'set' ? stateOfSet(sending, subnet) : stateOfCommit(sending, subnet, commits);

/** When a commit may be revealed: before, in or after its blocks, counted for the block after `subnet.block`. */
export type RevealTime = { readonly when: 'early' | 'now' | 'late'; readonly blocks?: RevealWindow };

/** Places the next block in the window of a commit. A window that never comes, or is over, is late. */
export const revealTime = (
  { commitBlock, commitEpoch }: WaitingCommit,
  subnet: PlanSubnet,
  calendar: EpochCalendar,
  periodEpochs: number,
): RevealTime => {
  const epoch = commitEpoch === undefined ? {} : { epoch: commitEpoch };
  const blocks = calendar.revealWindow({ block: commitBlock, ...epoch }, periodEpochs);
  if (blocks === undefined) return { when: 'late' };
  const next = subnet.block + 1;
  return { when: next < blocks.first ? 'early' : next <= blocks.last ? 'now' : 'late', blocks };
};
