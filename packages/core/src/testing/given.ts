import { initialReplay } from '../engine/replay.js';
import type { EpochResult, ReplayState } from '../engine/result.js';
import type { Fact } from '../event/index.js';
import type { Fx } from '../numbers/fx.js';
import { type AnswerOptions, answerPlan, evidenceLists } from './answer-plan.js';
import { accountOf } from './names.js';
import { byEpoch, replayLines, segmentLines } from './replay-facts.js';
import type { World } from './world.js';

/** What the facts of one epoch come to, asked by name. */
export interface Scores {
  readonly result: EpochResult;
  readonly shareOf: (name: string) => Fx;
  /** `none` for a miner that the epoch has no answer for. */
  readonly reasonOf: (name: string) => string;
  /** The tier after the close; empty without tiers. */
  readonly tierOf: (name: string) => string;
  /** Throws an Error that names every difference, unless these miners have these reasons. */
  readonly thenReasons: (expected: Readonly<Record<string, string>>) => Scores;
  /** Throws likewise, unless these miners have these shares (Fx, so 550_000_000_000_000_000n is 0.55). */
  readonly thenShares: (expected: Readonly<Record<string, bigint>>) => Scores;
}

/** Facts of a world, in any order. Every step answers a new one. */
export interface Given {
  readonly facts: readonly Fact[];
  readonly and: (...more: readonly (Fact | readonly Fact[])[]) => Given;
  /** Observers do the spot checks of an epoch until the plan is empty, and list their evidence where the rules ask for it. */
  readonly checked: (epoch: number, options?: AnswerOptions) => Given;
  /** Closes an epoch, and every one before it. */
  readonly scores: (epoch: number) => Scores;
}

const compare = <A>(what: string, expected: Readonly<Record<string, A>>, found: (name: string) => A): void => {
  const wrong = Object.entries(expected).filter(([name, value]) => found(name) !== value);
  if (wrong.length === 0) return;
  const lines = wrong.map(([name, value]) => `  ${name}: expected ${String(value)}, got ${String(found(name))}`);
  throw new Error(`${what} differ:\n${lines.join('\n')}`);
};

const scoresOf = (result: EpochResult): Scores => {
  const byHotkey = new Map(result.miners.map((miner) => [miner.hotkey, miner]));
  const minerOf = (name: string) => byHotkey.get(accountOf(name));
  const scores: Scores = {
    result,
    shareOf: (name) => minerOf(name)?.share ?? (0n as Fx),
    reasonOf: (name) => minerOf(name)?.reason ?? 'none',
    tierOf: (name) => result.mechanisms[0]?.tiers.get(accountOf(name)) ?? '',
    thenReasons: (expected) => {
      compare('reasons', expected, scores.reasonOf);
      return scores;
    },
    thenShares: (expected) => {
      compare<bigint>('shares', expected, scores.shareOf);
      return scores;
    },
  };
  return scores;
};

/** Starts a scoring test: `given(world, opening(world, 0), submission(world, 0, 'ann', ...)).checked(0).scores(0)`. */
export const given = (world: World, ...parts: readonly (Fact | readonly Fact[])[]): Given => {
  const facts = parts.flat() as Fact[];
  const results = (until: number): EpochResult[] => {
    let state: ReplayState = initialReplay(world.header);
    return byEpoch(facts.filter((fact) => fact.epoch <= until)).map(([epoch, own]) => {
      const result = replayLines(world.header, state, epoch, segmentLines(own));
      state = result.next;
      return result;
    });
  };
  return {
    facts,
    and: (...more) => given(world, facts, ...more),
    checked: (epoch, options) => {
      const before = results(epoch - 1).pop()?.next ?? initialReplay(world.header);
      const own = facts.filter((fact) => fact.epoch === epoch);
      const checks = answerPlan(world, before, epoch as Fact['epoch'], own, options);
      const all = [...facts, ...checks];
      return given(world, all, evidenceLists(world, epoch, all));
    },
    scores: (epoch) => {
      const found = results(epoch).find((result) => result.epoch === epoch);
      if (found === undefined) throw new RangeError(`scores: expected facts of epoch ${epoch}, got none`);
      return scoresOf(found);
    },
  };
};
