import type { Fact, MonitorPinged, TaskBatchCompleted } from '../../event/index.js';
import type { Account } from '../../ids.js';
import { emaFloor } from '../../primitives/ema.js';
import type { Entrant } from './attempt.js';
import { scoreBatch } from './batch.js';
import { counts } from './counting.js';
import type { Draft } from './draft.js';
import type { OwnIdentity, Task } from './identity.js';
import { afterPing } from './ping.js';
import { evolveRegistration } from './registration.js';
import { isDue, rollOver } from './rollover.js';

/** The identity behind a hotkey; a hotkey without one is ignored. Who came later or never was here is noted. */
const identityOf = (draft: Draft, hotkey: Account, line: number): OwnIdentity | undefined => {
  const { start, opened } = draft.context;
  const identity = draft.identities.get(hotkey);
  if (identity !== undefined && identity.registeredAt <= opened.startBlock) return identity;
  if (!start.byHotkey.has(hotkey) && !draft.outsiders.has(hotkey)) draft.outsiders.set(hotkey, line);
  return identity;
};

/** Rule 1: what a result adds to the counters. */
export const countResult = (
  identity: Pick<OwnIdentity, 'attempts' | 'successes' | 'lifetime' | 'tasks' | 'storedBytes'>,
  task: Task,
  passed: boolean,
  bytes: number,
): void => {
  identity.tasks += 1;
  identity.attempts[task] += 1;
  if (!passed) return;
  identity.successes[task] += 1;
  identity.lifetime += 1;
  if (task === 'store') identity.storedBytes += BigInt(bytes);
};

const evolveBatch = (draft: Draft, { data }: TaskBatchCompleted, line: number): void => {
  const { batch, task, cutoffMs, results } = data;
  const { params, witness } = draft;
  const members: OwnIdentity[] = [];
  const entrants: Entrant[] = [];
  for (const { hotkey, bytes, latencyMs, outcome } of results) {
    const identity = identityOf(draft, hotkey, line);
    if (identity === undefined) continue;
    members.push(identity);
    entrants.push({ hotkey, bytes, latencyMs, outcome, tier: identity.tier });
  }
  const scored = scoreBatch(params, task, cutoffMs, entrants);
  for (const [at, identity] of members.entries()) {
    const attempt = scored.attempts[at];
    const value = scored.scaled.rewards[at];
    if (attempt === undefined || value === undefined) throw new Error(`evolve: batch ${batch} has no result ${at}`);
    const before = identity.score;
    identity.score = emaFloor(params.emaAlphappm, value, before);
    countResult(identity, task, attempt.passed, attempt.bytes);
    witness?.task(attempt.hotkey, { line, batch, task, cutoffMs, scored, at, before, after: identity.score });
  }
};

const evolvePings = (draft: Draft, { data }: MonitorPinged, line: number): void => {
  for (const { hotkey, up } of data.results) {
    const identity = identityOf(draft, hotkey, line);
    if (identity === undefined) continue;
    const { missed, score } = identity;
    const after = afterPing(draft.params, identity, up);
    identity.missed = after.missed;
    identity.score = after.score;
    if (!up) draft.witness?.miss(hotkey, { line, before: { missed, score }, after });
  }
};

/** Folds one fact, in canonical order: a rollover that is due first, then what the fact says. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  const due = isDue(draft.rollover, fact.block);
  if (due) {
    const { next, recomputed } = rollOver(draft.params, draft.rollover, fact.block, draft.identities);
    draft.rollover = next;
    draft.recomputed.push(...recomputed);
  }
  switch (fact.type) {
    case 'TaskBatchCompleted':
      if (counts(draft, fact, line)) evolveBatch(draft, fact, line);
      break;
    case 'MonitorPinged':
      if (counts(draft, fact, line)) evolvePings(draft, fact, line);
      break;
    case 'NeuronRegistered':
      evolveRegistration(draft, fact, line);
      break;
    default:
      if (!due) return;
  }
  draft.facts.push({ fact, line });
};
