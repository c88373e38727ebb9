import { encodeCanonical } from '../event/canonical.js';
import type { BlockFinalized, EpochOpened, Fact, MechanismActivated } from '../event/index.js';
import type { Json } from '../event/json.js';
import { type Metagraph, metagraphOf } from '../mechanism/metagraph.js';

/** A fact and its line. */
export interface At<F> {
  readonly fact: F;
  readonly line: number;
}

/** The facts of one epoch that the engine itself needs, and what contradicts among them. */
export interface EpochFacts {
  readonly opened: At<EpochOpened>[];
  readonly activations: At<MechanismActivated>[];
  readonly blocks: Map<number, At<BlockFinalized>>;
  readonly snapshots: Map<number, Metagraph>;
  /** Pairs of lines that state different things about one place of the chain. */
  readonly conflicts: { readonly what: string; readonly lines: readonly [number, number] }[];
  /** Line and data of chain facts by block and ix, or block and type without ix: the chain says one thing in one place. */
  readonly places: Map<string, { readonly line: number; readonly data: unknown }>;
}

/** Nothing known yet. */
export const noFacts = (): EpochFacts => ({
  opened: [],
  activations: [],
  blocks: new Map(),
  snapshots: new Map(),
  conflicts: [],
  places: new Map(),
});

const text = (data: unknown): string => encodeCanonical(data as Json);

const placeOnce = (facts: EpochFacts, fact: Fact, line: number): void => {
  const ix = fact.ix === undefined ? fact.type : `${fact.ix[0]}.${fact.ix[1]}`;
  const place = `${fact.block}/${ix}`;
  const former = facts.places.get(place);
  if (former === undefined) facts.places.set(place, { line, data: fact.data });
  else if (text(former.data) !== text(fact.data)) {
    const what = `two facts for block ${fact.block}${fact.ix === undefined ? '' : ` [${fact.ix.join(',')}]`}`;
    facts.conflicts.push({ what, lines: [former.line, line] });
  }
};

/** Keeps a fact that the engine needs. Two that differ about one place of the chain are a conflict: first come is no rule. */
export const collect = (facts: EpochFacts, fact: Fact, line: number): void => {
  switch (fact.type) {
    case 'EpochOpened':
      facts.opened.push({ fact, line });
      return;
    case 'MechanismActivated':
      facts.activations.push({ fact, line });
      return;
    case 'BlockFinalized':
      facts.blocks.set(fact.block, { fact, line });
      return placeOnce(facts, fact, line);
    case 'MetagraphSnapshotTaken':
      facts.snapshots.set(fact.block, metagraphOf(fact, line));
      return placeOnce(facts, fact, line);
    case 'NeuronRegistered':
    case 'SubmissionCommitted':
      return placeOnce(facts, fact, line);
  }
};
