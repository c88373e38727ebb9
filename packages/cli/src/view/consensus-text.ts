import type { BundleProblem, ConsensusReport, Dissent } from '@subnet-scoring/adapters/round';
import type { Camp, Consensus, EpochNumber, OutputDifference, SegmentDifference } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { clip, visible } from '../output/visible.js';
import { shortNames } from './short-names.js';

const DETAIL_MAX = 300;
const shown = (text: string): string => visible(clip(text, DETAIL_MAX));

const PPM = 1_000_000n;
/** Part of the stake of all permits in percent with two digits, floored. */
const partOf = (stakeRao: bigint, { permitsRao }: Consensus): string => {
  const hundredths = permitsRao === 0n ? 0n : (stakeRao * PPM) / permitsRao / 100n;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')} %`;
};

/** Why a bundle was not taken, in one line. */
export const problemText = (problem: BundleProblem): string => {
  if (problem.kind === 'absent') return 'silent: nothing published';
  if (problem.kind === 'failed') return `not looked at: ${shown(problem.failure.message)}`;
  return `refused: ${problem.reason}: ${shown(problem.detail)}`;
};

const verdictLine = (epoch: EpochNumber, { consensus, voices }: ConsensusReport, { paint }: Context): string => {
  const of = `${plural(voices.length, 'voice')} with ${partOf(consensus.heardRao, consensus)} of the stake of all permits`;
  if (consensus.verdict === 'agreed') return `${paint.good('✓')} epoch ${epoch}: agreed, by ${of}`;
  if (consensus.verdict === 'differ') return `${paint.bad('✗')} epoch ${epoch}: validators differ, among ${of}`;
  const why = voices.length === 1 ? 'one voice alone agrees with nobody' : 'too few to say that validators agree';
  return `epoch ${epoch}: cannot judge, ${of}: ${why}`;
};

const campLines = (title: string, camps: readonly Camp[], consensus: Consensus, short: (name: string) => string) => [
  title,
  ...camps.map(({ what, hotkeys, stakeRao }) => {
    const name = what
      .split('/')
      .map((part) => (part.length === 64 ? part.slice(0, 12) : part))
      .join(' ');
    return `  ${partOf(stakeRao, consensus)}  ${name}  ${hotkeys.map(short).join(', ')}`;
  }),
];

const segmentText = ({ in: side, line, fact, onlyFirst, onlySecond }: SegmentDifference, from: string): string => {
  const who = fact.by === undefined ? '' : ` by ${fact.by}`;
  const whose = side === 'first' ? `only ${from} has` : `${from} has not`;
  const counts = `${plural(onlyFirst, 'fact')} only there, ${onlySecond} only here`;
  return `segment.ndjson:${line}  ${fact.type} at block ${fact.block}${who}: ${whose} it (${counts})`;
};

const outputText = ({ what, of, first, second }: OutputDifference): string =>
  `${what}${of === undefined ? '' : ` ${of}`}: ${shown(first)} there, ${shown(second)} here`;

const dissentLines = (
  { hotkey, from, segment, output, unread }: Dissent,
  short: (name: string) => string,
): string[] => [
  `${short(hotkey)} differs from ${short(from)}`,
  ...(segment === undefined ? [] : [`  ${segmentText(segment, short(from))}`]),
  ...(unread === undefined ? [] : [`  the segments cannot be compared: ${problemText(unread)}`]),
  ...(output === undefined ? [] : [`  ${outputText(output)}`]),
];

/** Who agrees with whom, who is silent, and where the others differ first. */
export const consensusLines = (epoch: EpochNumber, report: ConsensusReport, context: Context): string[] => {
  const { consensus, voices, silent, dissents } = report;
  const short = shortNames([...voices, ...silent].map(({ hotkey }) => hotkey));
  return [
    verdictLine(epoch, report, context),
    ...(voices.length === 0 ? [] : campLines('inputs, by segment', consensus.inputs, consensus, short)),
    ...(voices.length === 0
      ? []
      : campLines('outputs, by status, rules, scores and weights', consensus.outputs, consensus, short)),
    ...(silent.length === 0 ? [] : ['no voice']),
    ...silent.map(
      ({ hotkey, stakeRao, problem }) => `  ${partOf(stakeRao, consensus)}  ${short(hotkey)}  ${problemText(problem)}`,
    ),
    ...dissents.flatMap((dissent) => dissentLines(dissent, short)),
  ];
};

/** A problem for --json. */
export const problemJson = (problem: BundleProblem): object => {
  if (problem.kind === 'absent') return { kind: 'absent' };
  if (problem.kind === 'failed')
    return { kind: 'failed', reason: problem.failure.code, detail: shown(problem.failure.message) };
  return { kind: 'refused', reason: problem.reason, detail: shown(problem.detail) };
};

const dissentJson = ({ hotkey, from, segment, output, unread }: Dissent): object => ({
  hotkey,
  from,
  ...(segment === undefined ? {} : { segment }),
  ...(output === undefined ? {} : { output: { ...output, first: shown(output.first), second: shown(output.second) } }),
  ...(unread === undefined ? {} : { unread: problemJson(unread) }),
});

const campJson = ({ what, hotkeys, stakeRao }: Camp): object => ({ what, hotkeys, stakeRao: stakeRao.toString() });

/** The same for --json. */
export const consensusJson = (
  epoch: EpochNumber,
  { consensus, voices, silent, dissents }: ConsensusReport,
): object => ({
  epoch,
  verdict: consensus.verdict,
  permitsRao: consensus.permitsRao.toString(),
  heardRao: consensus.heardRao.toString(),
  inputs: consensus.inputs.map(campJson),
  outputs: consensus.outputs.map(campJson),
  voices: voices.map(({ hotkey, stakeRao, statement, weights }) => ({
    hotkey,
    stakeRao: stakeRao.toString(),
    seal: statement.seal,
    ...(weights === undefined ? {} : { weights: weights.weights }),
  })),
  silent: silent.map(({ hotkey, stakeRao, problem }) => ({
    hotkey,
    stakeRao: stakeRao.toString(),
    problem: problemJson(problem),
  })),
  dissents: dissents.map(dissentJson),
});
