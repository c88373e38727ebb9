import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, type Rule, record, type ValueOf } from './field.js';
import { account, block, bool, count, decimal, uid } from './values.js';

const NEURONS_MAX = 65_536;

const neuron = record('neuron', {
  coldkey: account,
  hotkey: account,
  registeredAt: block,
  stakeRao: decimal,
  uid,
  validatorPermit: bool,
});
/** One slot of the subnet: who holds it, since which block, with which stake (rao). */
export type Neuron = ValueOf<typeof neuron>;

const byUid = ascendingBy('uid', (item: Neuron) => item.uid);
const wellFormed: Rule<readonly Neuron[]> = {
  says: 'items strictly ascending by uid, every hotkey once',
  holds: (neurons) => byUid.holds(neurons) && new Set(neurons.map(({ hotkey }) => hotkey)).size === neurons.length,
};

/** All neurons of the subnet at one block. */
export const MetagraphSnapshotTaken = defineEvent({
  type: 'MetagraphSnapshotTaken',
  phase: 3,
  origin: 'chain',
  data: { neurons: listOf(neuron, NEURONS_MAX, wellFormed), specVersion: count },
});
export type MetagraphSnapshotTaken = EventOf<typeof MetagraphSnapshotTaken>;
