import type { Block, Obstacle, WeightPlan } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { applyPlan, type Outbox, openOutbox, planEpoch, weightsStatus } from '../../weights/index.js';
import { dropPlan, keepPlan, keptPlan, planFile } from './kept-plan.js';
import type { RoundView } from './next-step.js';
import type { Outcome, StepOptions } from './options.js';

const MECID = 0;

/** Plans the weights of the epoch for the subnet as it is, and keeps the plan. */
export const planWeights = async ({ chain, commits, epoch, host, log, signer }: StepOptions): Outcome => {
  const request = { epoch, mecid: MECID, hotkey: signer.account, profile: 'exact-v1' } as const;
  const planned = await planEpoch(log, chain, host, request);
  if (E.isLeft(planned)) return planned;
  const { plan } = planned.right;
  keepPlan(commits, plan);
  return E.right({ says: `plan ${plan.plan}` });
};

/** What a new plan cures: the subnet is another one than when it was planned. */
const CURED_BY_A_PLAN: ReadonlySet<Obstacle['code']> = new Set([
  'STALE',
  'REASSIGNED_UID',
  'VERSION_KEY',
  'MODE_CHANGED',
]);

const wordsOf = (obstacles: readonly Obstacle[]): string =>
  obstacles.map(({ code, says }) => `${code}: ${says}`).join('; ');

/** What follows from obstacles, of which nothing is on the chain: wait for the rate limit, plan anew, or leave it to a person. */
const goAround = async (
  { chain, commits, epoch, log, signer }: StepOptions,
  outbox: Outbox,
  { plan }: WeightPlan,
  { head }: RoundView,
  obstacles: readonly Obstacle[],
): Outcome => {
  const others = obstacles.filter(({ code }) => code !== 'RATE_LIMIT');
  if (others.length > 0) {
    outbox.drop(plan);
    dropPlan(commits, epoch);
    if (others.some(({ code }) => !CURED_BY_A_PLAN.has(code))) return E.left({ kind: 'obstacles', obstacles });
    return E.right({ says: `to be planned anew: ${wordsOf(others)}` });
  }
  const status = await weightsStatus(chain, log.header.netuid, MECID, signer.account);
  if (E.isLeft(status)) return status;
  const sendFrom = Math.max(head + 1, status.right.nextAllowed - 1) as Block;
  return E.right({ says: `not yet: ${wordsOf(obstacles)}`, since: { sendFrom } });
};

const send = async (options: StepOptions, outbox: Outbox, plan: WeightPlan, view: RoundView): Outcome => {
  const { chain, commits, epoch, log, newSalt, signer } = options;
  const record = async (line: string): Promise<void> => void (await log.appendRecords(epoch, [line]));
  const sender = { outbox, sink: chain.weights, signer, record };
  const applied = await applyPlan({ chain, sink: chain.weights, outbox, newSalt }, sender, plan);
  if (E.isLeft(applied)) {
    return applied.left.kind === 'obstacles' ? goAround(options, outbox, plan, view, applied.left.obstacles) : applied;
  }
  const since = { applied: true };
  if (applied.right.kind !== 'handover') {
    return E.right({ says: applied.right.kind === 'sent' ? 'sent' : 'sent before', since });
  }
  const warning = `epoch ${epoch}: the subnet takes timelocked commits, and nothing was sent: see \`subnet-cli weights apply ${planFile(commits, epoch)}\``;
  return E.right({ says: 'to be sent with the official tools', warnings: [warning], since });
};

/** Sends the plan that was kept, unless it was sent. */
export const applyWeights = async (options: StepOptions, view: RoundView): Outcome => {
  const { commits, epoch, host } = options;
  const kept = keptPlan(commits, epoch, host);
  if (E.isLeft(kept)) return kept;
  if (kept.right === undefined) return E.left({ kind: 'cannotJudge', epoch, missing: ['a plan of weights'] });
  const opened = openOutbox(host.sha256, commits);
  if (E.isLeft(opened)) return opened;
  try {
    return await send(options, opened.right, kept.right, view);
  } finally {
    opened.right.close();
  }
};
