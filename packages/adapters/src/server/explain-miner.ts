import type { Account, Host, Section } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Evaluated, explainWeight, factsAt, findMiner } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { type Problem, problem } from './problem.js';

/** Why a miner got what it got, with the facts behind it. */
export interface Explanation {
  readonly hotkey: Account;
  readonly parts: readonly { readonly title: string; readonly sections: readonly Section[] }[];
  /** Lines of the segment, by number. */
  readonly facts: ReadonlyMap<number, string>;
}

const NOT_FOUND = {
  unknown: 'expected a hotkey, its first 4 or more characters, or a uid',
  ambiguous: 'several hotkeys begin so: give more characters',
  noUids: 'this epoch gave no weights, so it knows no uids: give a hotkey',
} as const;

/** Who is meant by a hotkey, the start of one, or a uid in a sealed epoch that was judged. */
export const minerOf = ({ result }: Evaluated, text: string): E.Either<Problem, Account> => {
  if (result.status === 'unjudged') return E.left(problem('not-judged', result.missing.join('; ')));
  const found = findMiner(result, text);
  return found.kind === 'found' ? E.right(found.hotkey) : E.left(problem('unknown-miner', NOT_FOUND[found.kind]));
};

/** Explains one miner of a sealed epoch. */
export const explainMiner = async (
  log: EventLog,
  { result }: Evaluated,
  hotkey: Account,
  host: Host,
): Promise<Explanation> => {
  const own = result.mechanisms.map(({ name, version, ruleset, explain }) => ({
    title: `${name}@${version}, rule set ${ruleset}`,
    sections: explain(hotkey).sections,
  }));
  const parts = [...own, { title: 'all mechanisms', sections: [explainWeight(result, hotkey)] }];
  const lines = parts.flatMap(({ sections }) => sections.flatMap(({ steps }) => steps.flatMap((step) => step.lines)));
  return { hotkey, parts, facts: await factsAt(log, result.epoch, new Set(lines), host) };
};
