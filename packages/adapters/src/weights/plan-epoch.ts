import {
  type Account,
  type EpochNumber,
  type Host,
  type Obstacle,
  type PlanProfile,
  planObstacles,
  planWeights,
  type WeightPlan,
} from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import { evaluateEpoch } from '../operations/evaluate.js';
import { usage } from '../operations/failure.js';
import type { ChainReader, EventLog } from '../ports.js';
import type { WeightsFailure } from './failure.js';
import { lookAt } from './look.js';
import { scoredEpoch } from './scored-epoch.js';

/** What to plan, and for whom. */
export interface PlanRequest {
  readonly epoch: EpochNumber;
  readonly mecid: number;
  readonly hotkey: Account;
  readonly profile: PlanProfile;
  /** Else the subnet's own. */
  readonly versionKey?: number;
}

/** A plan, the subnet it was made for, and what is in its way right now. */
export interface Planned {
  readonly plan: WeightPlan;
  readonly subnet: SubnetState;
  readonly obstacles: readonly Obstacle[];
  /** True where every share went where the epoch's own vector has it. */
  readonly unchanged: boolean;
}

const noVersionKey = (key: string): WeightsFailure =>
  usage(`the subnet's version key ${key} is beyond 2^53-1`, 'send these weights with the official tools');

/** Plans the weights of an epoch of the log for the subnet at the newest block. Nothing is sent, and no key is needed. */
export const planEpoch = async (
  log: EventLog,
  chain: ChainReader,
  host: Host,
  { epoch, mecid, hotkey, profile, versionKey }: PlanRequest,
): Promise<E.Either<WeightsFailure, Planned>> => {
  const { netuid } = log.header;
  const { genesis } = chain;
  const evaluated = await evaluateEpoch(log, epoch, host);
  if (E.isLeft(evaluated)) return evaluated;
  const scored = scoredEpoch(netuid, evaluated.right.result);
  if (E.isLeft(scored)) return scored;
  const view = await lookAt(chain, { netuid, mecid, hotkey });
  if (E.isLeft(view)) return view;
  const { subnet } = view.right;
  const asked = subnet.hyperparameters.weightsVersionKey ?? '0';
  const key = versionKey ?? Number(asked);
  if (!Number.isSafeInteger(key)) return E.left(noVersionKey(asked));
  const plan = planWeights(host.sha256, scored.right, subnet, { genesis, hotkey, profile, versionKey: key });
  if (plan === undefined) {
    const missing = [`weights: the burn hotkey ${scored.right.burnHotkey} has no uid at block ${subnet.block}`];
    return E.left({ kind: 'cannotJudge', epoch, missing });
  }
  const vector = evaluated.right.result.weights?.vector;
  const unchanged =
    profile === 'exact-v1' &&
    vector !== undefined &&
    plan.rows.every(({ uid, value }) => value === (vector.values[vector.uids.indexOf(uid)] ?? 0));
  return E.right({ plan, subnet, obstacles: planObstacles(plan, subnet), unchanged });
};
