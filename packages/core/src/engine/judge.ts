import type { EpochOpened } from '../event/index.js';
import type { Account } from '../ids.js';
import type { Evidence } from '../mechanism/mechanism.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import { type Combined, combine } from '../weights/combine.js';
import type { ActiveMechanism } from './activations.js';
import { assertScores } from './assert-scores.js';
import type { OpenedEpoch } from './draft.js';
import type { EpochFacts } from './epoch-facts.js';
import { missingFacts } from './missing.js';
import type { MechanismResult } from './result.js';

/** An epoch that was judged: what every mechanism gave, and the rules with their next states. */
export interface Judged {
  readonly combined: Combined;
  readonly mechanisms: readonly MechanismResult[];
  readonly active: readonly ActiveMechanism[];
  readonly start: Metagraph;
  readonly evidence: Metagraph;
  readonly burnHotkey: Account | undefined;
}

/** Why an epoch was not judged. */
export interface NotJudged {
  readonly missing: readonly string[];
}

/** Hash of seedBlock and valid lists; undefined while the seed block is not known. */
export const evidenceOf = (facts: EpochFacts, { lists }: OpenedEpoch): Evidence | undefined => {
  const opening = facts.opened[0]?.fact.data;
  const seed = opening === undefined ? undefined : facts.blocks.get(opening.seedBlock)?.fact.data.hash;
  return seed === undefined ? undefined : { seed, listed: lists?.listed() ?? new Set() };
};

const closeAll = (
  opened: OpenedEpoch,
  evidence: Evidence,
): Omit<Judged, 'start' | 'evidence' | 'burnHotkey'> | NotJudged => {
  const results: MechanismResult[] = [];
  const scored: Parameters<typeof combine>[0][number][] = [];
  const active: ActiveMechanism[] = [];
  for (const { active: item, draft } of opened.drafts) {
    const { mechanism, data } = item;
    const closed = mechanism.close(draft, evidence);
    if (closed.kind === 'waiting')
      return { missing: closed.missing.map((hotkey) => `WAITING: EvidenceListed of ${hotkey}`) };
    assertScores(mechanism, data.burnHotkey, closed.miners);
    results.push({
      name: mechanism.name,
      version: mechanism.version,
      ruleset: data.ruleset,
      shareppm: data.shareppm,
      tiers: closed.tiers,
      tierMoves: closed.tierMoves.map((move) => ({ ...move, mechanism: mechanism.name })),
      checked: closed.checked ?? new Map(),
      accepted: closed.accepted ?? [],
      notices: closed.notices,
      explain: (hotkey) => mechanism.explain(closed.outcome, hotkey),
    });
    scored.push({ name: mechanism.name, shareppm: data.shareppm, miners: closed.miners });
    active.push({ ...item, state: closed.state });
  }
  return { combined: combine(scored), mechanisms: results, active };
};

/** Judges an epoch, or says what keeps it from being judged. Never guesses: a missing fact is no zero. */
export const judgeEpoch = (facts: EpochFacts, opened: OpenedEpoch): Judged | NotJudged => {
  const missing = [...missingFacts(facts), ...opened.rules.faults];
  const opening: EpochOpened['data'] | undefined = facts.opened[0]?.fact.data;
  const start = opening === undefined ? undefined : facts.snapshots.get(opening.startBlock);
  const end = opening === undefined ? undefined : facts.snapshots.get(opening.evidenceBlock);
  const evidence = evidenceOf(facts, opened);
  if (missing.length > 0 || start === undefined || end === undefined || evidence === undefined) return { missing };
  const closed = closeAll(opened, evidence);
  if ('missing' in closed) return closed;
  return { ...closed, start, evidence: end, burnHotkey: closed.active[0]?.data.burnHotkey };
};
