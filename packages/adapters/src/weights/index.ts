export { type Applied, applyPlan } from './apply.js';
export { refusalOf, type WeightsFailure } from './failure.js';
export { HANDOVER_SDK, type HandoverTo, handoverCommand } from './handover.js';
export { type Outbox, type OutboxReader, openOutbox, readOutbox } from './outbox.js';
export { type Planned, type PlanRequest, planEpoch } from './plan-epoch.js';
export { type Preparation, type Prepared, preparePlan } from './prepare.js';
export {
  type BroughtPlan,
  bringPlan,
  dueFrom,
  isDue,
  type OnItsWay,
  plansOnTheirWay,
  settlePlan,
} from './reveal.js';
export type { Sender, Sent } from './send.js';
export { type WeightsStatus, weightsStatus } from './status.js';
