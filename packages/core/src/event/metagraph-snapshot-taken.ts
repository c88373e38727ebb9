import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, record, type ValueOf } from './field.js';
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

const distinctHotkeys = (neurons: readonly Neuron[]): boolean =>
  new Set(neurons.map((item) => item.hotkey)).size === neurons.length;

/** All neurons of the subnet at one block. */
export const MetagraphSnapshotTaken = defineEvent({
  type: 'MetagraphSnapshotTaken',
  phase: 3,
  origin: 'chain',
  data: {
    neurons: listOf(
      neuron,
      NEURONS_MAX,
      ascendingBy('uid', (item) => item.uid),
    ),
    specVersion: count,
  },
  rules: [{ says: 'every hotkey once', holds: (d) => distinctHotkeys(d.neurons) }],
});
export type MetagraphSnapshotTaken = EventOf<typeof MetagraphSnapshotTaken>;
