import { defineEvent, type EventOf } from './define.js';
import { account, uid } from './values.js';

/** A hotkey took a slot of the subnet; who held it before has left. */
export const NeuronRegistered = defineEvent({
  type: 'NeuronRegistered',
  phase: 4,
  origin: 'chain',
  ix: true,
  data: { coldkey: account, hotkey: account, uid },
});
export type NeuronRegistered = EventOf<typeof NeuronRegistered>;
