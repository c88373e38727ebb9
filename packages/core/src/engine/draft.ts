import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import type { Fact } from '../event/index.js';
import type { Host } from '../hash/host.js';
import type { EpochNumber } from '../ids.js';
import type { LogHeader } from '../log/header.js';
import { type Activated, type ActiveMechanism, applyActivations } from './activations.js';
import { collect, type EpochFacts, noFacts } from './epoch-facts.js';
import { type EvidenceLists, evidenceLists } from './evidence.js';

/** One mechanism folding one epoch. */
export interface MechanismDraft {
  readonly active: ActiveMechanism;
  readonly draft: unknown;
}

/** Rules and drafts of an epoch once it is known which rules are in force. */
export interface OpenedEpoch {
  readonly rules: Activated;
  /** Empty when the epoch has no EpochOpened or no snapshot at startBlock: then nobody can be scored. */
  readonly drafts: readonly MechanismDraft[];
  readonly lists: EvidenceLists | undefined;
}

/** Folds the facts of one epoch. */
export interface EpochDraft {
  readonly facts: EpochFacts;
  readonly add: (fact: Fact, line: number, text: string) => void;
  /** Opens the epoch if no fact did yet, and says what it is. */
  readonly finish: () => E.Either<DataError, OpenedEpoch>;
}

interface Waiting {
  readonly fact: Fact;
  readonly line: number;
  readonly text: string;
}

/**
 * Facts wait until the rules in force are known: all activations that take effect stand before startBlock, so that is at
 * the first fact behind startBlock once the epoch's opening was read. Usually a handful waits.
 */
export const draftEpoch = (
  host: Host,
  header: LogHeader,
  epoch: EpochNumber,
  active: readonly ActiveMechanism[],
): EpochDraft => {
  const facts = noFacts();
  let waiting: Waiting[] = [];
  let opened: E.Either<DataError, OpenedEpoch> | undefined;

  const fold = ({ drafts, lists }: OpenedEpoch, fact: Fact, line: number, text: string): void => {
    lists?.add(fact, text);
    for (const item of drafts) item.active.mechanism.evolve(item.draft, fact, line);
  };

  const openDrafts = (rules: Activated): MechanismDraft[] => {
    const opening = facts.opened[0]?.fact.data;
    const start = opening === undefined ? undefined : facts.snapshots.get(opening.startBlock);
    if (opening === undefined || start === undefined) return [];
    return rules.active.map((item) => {
      const { burnHotkey } = item.data;
      const { netuid, authority } = header;
      const context = { sha256: host.sha256, netuid, authority, epoch, opened: opening, start, burnHotkey };
      return { active: item, draft: item.mechanism.open(item.params, item.state, context) };
    });
  };

  const open = (): E.Either<DataError, OpenedEpoch> => {
    const rules = applyActivations(active, facts.activations, facts.opened[0]?.fact.data.startBlock);
    if (E.isLeft(rules)) return rules;
    const needsLists = rules.right.active.some(({ mechanism, params }) => mechanism.needsLists(params));
    const ready: OpenedEpoch = {
      rules: rules.right,
      drafts: openDrafts(rules.right),
      lists: needsLists ? evidenceLists(host) : undefined,
    };
    for (const { fact, line, text } of waiting) fold(ready, fact, line, text);
    waiting = [];
    return E.right(ready);
  };

  const isPastStart = (block: number): boolean => {
    const first = facts.opened[0]?.fact.data.startBlock;
    return first !== undefined && block > first;
  };

  return {
    facts,
    add: (fact, line, text) => {
      collect(facts, fact, line);
      if (opened === undefined && isPastStart(fact.block)) opened = open();
      if (opened === undefined) waiting.push({ fact, line, text });
      else if (E.isRight(opened)) fold(opened.right, fact, line, text);
    },
    finish: () => {
      opened ??= open();
      return opened;
    },
  };
};
