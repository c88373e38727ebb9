import type { Hash32 } from '../../ids.js';
import type { Evidence } from '../../mechanism/mechanism.js';
import type { PlannedCheck, PlanRound } from '../../mechanism/plan.js';
import { type Electorate, formElectorate } from '../../observers/index.js';
import { arrivalOrder } from './arrival-ties.js';
import type { Draft } from './evolve.js';
import { drawLottery } from './lottery-checks.js';
import { gatherMiners } from './miners.js';
import { drawRows, judge, type SpotCheckResult } from './spot-check.js';
import { byZipcode, type Entry } from './submissions.js';
import { type Candidate, walk } from './walk.js';
import { rowsToDraw } from './zipcode.js';

const planned = (
  draft: Draft,
  seed: Hash32,
  purpose: PlannedCheck['purpose'],
  entry: Entry,
  rowsMax: number,
  result: SpotCheckResult,
): PlannedCheck => {
  const conclusive = new Set(result.rows.filter(({ verdict }) => verdict !== 'inconclusive').map(({ row }) => row));
  const sampled = drawRows(draft, seed, entry, rowsMax);
  const { zipcode, contentSha256, measure, miner } = entry;
  const rows = sampled.filter((row) => !conclusive.has(row));
  return { purpose, zipcode, hotkey: miner.hotkey, contentSha256, rowCount: measure.rows, sampled, rows };
};

/**
 * The next round of spot checks: the candidates that the walk would take if everybody who still lacks a verdict were
 * verified; when all have one, the lottery. Same facts, same plan, for every validator.
 */
export const planChecks = (known: Draft, evidence: Evidence, round: PlanRound): PlannedCheck[] => {
  const draft = round === 'first' ? { ...known, checks: new Map() } : known;
  const { params, context } = draft;
  const formed = formElectorate(params.observers, context.start.neurons, evidence.listed);
  // While lists are missing nothing has a verdict yet, so the first round is what everybody checks.
  const electorate: Electorate = formed.kind === 'waiting' ? { kind: 'any' } : formed;
  const entries = gatherMiners(draft, electorate).flatMap(({ submission }) => submission?.entries ?? []);
  const { seed } = evidence;
  const ofZipcode = byZipcode(entries);
  const checks: PlannedCheck[] = [];
  const candidates: Candidate[] = [];
  for (const { zipcode } of context.opened.zipcodes) {
    const arrived = arrivalOrder(context.sha256, seed, ofZipcode.get(zipcode) ?? []);
    const walked = walk(params, arrived, (entry) => {
      const result = judge(draft, electorate, seed, entry, rowsToDraw(draft, entry));
      if (result.verdict !== 'unverified') return result;
      checks.push(planned(draft, seed, 'candidate', entry, rowsToDraw(draft, entry), result));
      return { ...result, verdict: 'verified' };
    });
    candidates.push(...walked.candidates);
  }
  if (checks.length > 0) return checks;
  for (const entry of drawLottery(draft, seed, ofZipcode, candidates)) {
    const result = judge(draft, electorate, seed, entry, params.participation.lotteryRows);
    if (result.verdict === 'unverified') {
      checks.push(planned(draft, seed, 'lottery', entry, params.participation.lotteryRows, result));
    }
  }
  return checks;
};
