import type { Evidence } from '../../mechanism/mechanism.js';
import type { PlannedRows, PlanRound } from '../../mechanism/plan.js';
import { type Electorate, formElectorate } from '../../observers/index.js';
import { arrivalOrder } from './arrival-ties.js';
import type { Draft } from './evolve.js';
import { drawLottery } from './lottery-checks.js';
import { gatherMiners } from './miners.js';
import { planSecondLooks } from './second-look.js';
import { judge, type SpotCheckResult } from './spot-check.js';
import { byZipcode, type Entry } from './submissions.js';
import { type Candidate, walk } from './walk.js';
import { rowsToDraw } from './zipcode.js';

const planned = (purpose: PlannedRows['purpose'], entry: Entry, { rows }: SpotCheckResult): PlannedRows => {
  const { zipcode, contentSha256, measure, miner } = entry;
  const open = rows.filter(({ verdict }) => verdict === 'inconclusive');
  return {
    purpose,
    zipcode,
    hotkey: miner.hotkey,
    contentSha256,
    rowCount: measure.rows,
    sampled: rows.map(({ row }) => row),
    rows: open.map(({ row }) => row),
  };
};

/**
 * The next round of spot checks: the candidates that the walk would take if everybody who still lacks a verdict were
 * verified; when all have one, the lottery. Behind them the second looks that are due. Same facts, same plan, for every validator.
 */
export const planChecks = (known: Draft, evidence: Evidence, round: PlanRound): PlannedRows[] => {
  const draft = round === 'first' ? { ...known, checks: new Map() } : known;
  const { params, context } = draft;
  const formed = formElectorate(params.observers, context.start.neurons, evidence.listed);
  // While lists are missing nothing has a verdict yet, so the first round is what everybody checks.
  const electorate: Electorate = formed.kind === 'waiting' ? { kind: 'any' } : formed;
  const entries = gatherMiners(draft, electorate).flatMap(({ submission }) => submission?.entries ?? []);
  const { seed } = evidence;
  const ofZipcode = byZipcode(entries);
  const checks: PlannedRows[] = [];
  const secondLooks: PlannedRows[] = [];
  const note = (purpose: PlannedRows['purpose'], entry: Entry, result: SpotCheckResult): void => {
    if (result.verdict === 'unverified') checks.push(planned(purpose, entry, result));
    secondLooks.push(...planSecondLooks(draft, entry, result));
  };
  const candidates: Candidate[] = [];
  for (const { zipcode } of context.opened.zipcodes) {
    const arrived = arrivalOrder(context.sha256, seed, ofZipcode.get(zipcode) ?? []);
    const walked = walk(params, arrived, (entry) => {
      const result = judge(draft, electorate, seed, entry, rowsToDraw(draft, entry));
      note('candidate', entry, result);
      return result.verdict === 'unverified' ? { ...result, verdict: 'verified' } : result;
    });
    candidates.push(...walked.candidates);
  }
  if (checks.length > 0) return [...checks, ...secondLooks];
  for (const entry of drawLottery(draft, seed, ofZipcode, candidates)) {
    note('lottery', entry, judge(draft, electorate, seed, entry, params.participation.lotteryRows));
  }
  return [...checks, ...secondLooks];
};
