import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, record, type ValueOf } from './field.js';
import { account, block, bool, count, hash32, mecId, u16, uid } from './values.js';

const NEURONS_MAX = 4096; // more would not fit into a line

const neuron = record('neuron at a boundary', { hotkey: account, permit: bool, registeredBlock: block, uid });
/** Who holds a slot at a boundary, since which block, and whether the chain lets it validate. */
export type NeuronRead = ValueOf<typeof neuron>;

/** Record: the chain ran its epoch in `block`, and what stood there afterwards. */
export const ChainEpochRead = defineEvent({
  type: 'ChainEpochRead',
  phase: -1,
  origin: 'record',
  data: {
    consensus: listOf(u16, NEURONS_MAX),
    hash: hash32,
    lastUpdate: listOf(block, NEURONS_MAX),
    mecid: mecId,
    neurons: listOf(
      neuron,
      NEURONS_MAX,
      ascendingBy('uid', (item) => item.uid),
    ),
    specVersion: count,
    validatorTrust: listOf(u16, NEURONS_MAX),
  },
  rules: [
    {
      says: 'consensus, lastUpdate and validatorTrust with one item for each of neurons',
      holds: ({ consensus, lastUpdate, neurons, validatorTrust }) =>
        [consensus, lastUpdate, validatorTrust].every(({ length }) => length === neurons.length),
    },
  ],
});
export type ChainEpochRead = EventOf<typeof ChainEpochRead>;
