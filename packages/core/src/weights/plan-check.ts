import { planVector, type WeightPlan } from './plan.js';
import { nextAllowedBlock, type PlanNeuron, type PlanSubnet, sendMode } from './plan-subnet.js';

/** Something for which a plan must not be sent, or would be refused by the chain. */
export interface Obstacle {
  readonly code:
    | 'STALE'
    | 'NOT_REGISTERED'
    | 'NO_PERMIT'
    | 'REASSIGNED_UID'
    | 'VERSION_KEY'
    | 'RATE_LIMIT'
    | 'TOO_FEW_WEIGHTS'
    | 'NO_MECHANISM'
    | 'MODE_CHANGED';
  readonly says: string;
}

const obstacle = (code: Obstacle['code'], says: string): readonly Obstacle[] => [{ code, says }];

/** The paid uids of a plan whose owner changed since it was made. */
export const reassignedUids = ({ rows }: WeightPlan, { neurons }: PlanSubnet): readonly Obstacle[] =>
  rows.flatMap(({ uid, hotkey, registeredAt, value }) => {
    const now = neurons[uid];
    // Who came after a hotkey that gets nothing gets nothing too, so nobody is paid for another's work.
    if (value === 0 || (now?.hotkey === hotkey && now.registeredAt === registeredAt)) return [];
    const holder = now === undefined ? 'nobody' : `${now.hotkey}, registered at block ${now.registeredAt}`;
    return obstacle('REASSIGNED_UID', `uid ${uid} was of ${hotkey} when it was planned; now it is of ${holder}`);
  });

const isSelfWeight = (uids: readonly number[], { uid }: PlanNeuron): boolean => uids.length === 1 && uids[0] === uid;

const ofSender = (plan: WeightPlan, subnet: PlanSubnet, sender: PlanNeuron): readonly Obstacle[] => {
  const { uids } = planVector(plan);
  const { minAllowedWeights = 0 } = subnet.hyperparameters;
  const isSelf = isSelfWeight(uids, sender);
  const allowed = sender.validatorPermit || isSelf || sender.hotkey === subnet.ownerHotkey;
  const least = Math.min(minAllowedWeights, subnet.neurons.length);
  const next = nextAllowedBlock(subnet, sender);
  const waitBlocks = next - (subnet.block + 1); // what is sent now gets into the next block at best
  return [
    ...(allowed ? [] : obstacle('NO_PERMIT', `uid ${sender.uid} has no validator permit`)),
    ...(isSelf || uids.length >= least
      ? []
      : obstacle('TOO_FEW_WEIGHTS', `${uids.length} weights, and the subnet asks for at least ${least}`)),
    ...(waitBlocks <= 0
      ? []
      : obstacle(
          'RATE_LIMIT',
          `the rate limit lets uid ${sender.uid} send again in block ${next}: ${waitBlocks} to wait`,
        )),
  ];
};

const versionKey = (plan: WeightPlan, { hyperparameters }: PlanSubnet): readonly Obstacle[] => {
  const key = hyperparameters.weightsVersionKey ?? '0';
  if (key === '0' || BigInt(plan.versionKey) >= BigInt(key)) return [];
  return obstacle('VERSION_KEY', `the subnet asks for version key ${key} or more, and the plan has ${plan.versionKey}`);
};

/**
 * Everything in the way of a plan in the state of its subnet (same netuid and mecid), in the order of the chain's own checks; empty
 * when it may be sent. Stake is left to the chain. Source: subtensor subnets/weights.rs internal_set_weights @ 14bc6f9f.
 */
export const planObstacles = (plan: WeightPlan, subnet: PlanSubnet): readonly Obstacle[] => {
  const sender = subnet.neurons.find(({ hotkey }) => hotkey === plan.hotkey);
  const mechanisms = subnet.hyperparameters.mechanismCount ?? 1;
  const mode = sendMode(subnet);
  return [
    ...(subnet.block <= plan.validUntil
      ? []
      : obstacle('STALE', `the plan was good until block ${plan.validUntil}, and the head is ${subnet.block}`)),
    ...(plan.mecid < mechanisms ? [] : obstacle('NO_MECHANISM', `the subnet has mechanisms 0..${mechanisms - 1}`)),
    ...(sender === undefined
      ? obstacle('NOT_REGISTERED', `${plan.hotkey} is not registered on netuid ${plan.netuid}`)
      : ofSender(plan, subnet, sender)),
    ...versionKey(plan, subnet),
    ...reassignedUids(plan, subnet),
    ...(mode === plan.mode
      ? []
      : obstacle('MODE_CHANGED', `the subnet takes weights by ${mode} now, and the plan is for ${plan.mode}`)),
  ];
};
