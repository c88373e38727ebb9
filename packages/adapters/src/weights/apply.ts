import type { WeightPlan } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { WeightsFailure } from './failure.js';
import { type Preparation, type Prepared, preparePlan } from './prepare.js';
import { type Sender, type Sent, sendStep, wrongKey } from './send.js';
import { settleLanded } from './settle-landed.js';

/** What applying a plan came to. */
export type Applied = { readonly kind: 'sent'; readonly sent: Sent } | Exclude<Prepared, { readonly kind: 'ready' }>;

/**
 * Sends a plan: reads the chain anew, and sends only when nothing is in the way and nothing was sent before. What was sent and
 * not noted, because the process was killed in between, is noted now.
 */
export const applyPlan = async (
  preparation: Preparation,
  sender: Sender,
  plan: WeightPlan,
): Promise<E.Either<WeightsFailure, Applied>> => {
  const wrong = wrongKey(sender, plan);
  if (wrong !== undefined) return E.left(wrong);
  const prepared = await preparePlan(preparation, plan);
  if (E.isLeft(prepared)) return prepared;
  if (prepared.right.kind === 'already') {
    const { sending, state } = prepared.right;
    const settled = await settleLanded(preparation.chain, sender, sending, state);
    return E.isLeft(settled) ? settled : E.right(prepared.right);
  }
  if (prepared.right.kind === 'handover') return E.right(prepared.right);
  const { sending, subnet } = prepared.right;
  const sent = await sendStep(sender, sending, plan.mode === 'set' ? 'set' : 'commit', subnet.block);
  if (E.isLeft(sent)) return sent;
  if (plan.mode === 'set') sender.outbox.finish(plan.plan);
  return E.right({ kind: 'sent', sent: sent.right });
};
