import type { MetagraphSnapshotTaken, Neuron } from '../event/metagraph-snapshot-taken.js';
import type { Account, Block } from '../ids.js';

/** A snapshot of the subnet, with its neurons by hotkey. */
export interface Metagraph {
  readonly block: Block;
  readonly neurons: readonly Neuron[];
  readonly byHotkey: ReadonlyMap<Account, Neuron>;
  /** Line of the snapshot in its segment. */
  readonly line: number;
}

/** Indexes a snapshot; its codec has checked that every hotkey and uid occurs once. */
export const metagraphOf = (fact: MetagraphSnapshotTaken, line: number): Metagraph => ({
  block: fact.block,
  neurons: fact.data.neurons,
  byHotkey: new Map(fact.data.neurons.map((neuron) => [neuron.hotkey, neuron])),
  line,
});
