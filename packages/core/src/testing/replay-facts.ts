import * as E from 'fp-ts/lib/Either.js';
import { initialReplay, replayEpoch } from '../engine/replay.js';
import type { EpochResult, ReplayState } from '../engine/result.js';
import { formatPlace } from '../errors.js';
import type { Fact } from '../event/index.js';
import { type Host, pureHost } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { LogHeader } from '../log/header.js';
import { type FactLine, sortCanonical } from '../log/order.js';
import { selectSegment } from '../log/segment.js';
import { lineOf } from './fact.js';

/** Facts with their lines. */
export const withLines = (facts: readonly Fact[]): FactLine[] => facts.map((event) => ({ event, line: lineOf(event) }));

/** Lines of facts, each with LF, as bytes. */
export const bytesOf = (lines: readonly string[]): Uint8Array => encodeUtf8(lines.map((line) => `${line}\n`).join(''));

/** The segment of one epoch, made of facts in any order: its lines in canonical order. */
export const segmentLines = (facts: readonly Fact[]): string[] =>
  selectSegment(withLines(facts)).facts.map(({ line }) => line);

/** The facts of one epoch in canonical order, those that came too late included. */
export const inCanonicalOrder = (facts: readonly Fact[]): Fact[] =>
  sortCanonical(withLines(facts)).map(({ event }) => event);

/** Replays a segment given as lines. Throws on a line that replay refuses: a test made it, so the test is wrong. */
export const replayLines = (
  header: LogHeader,
  state: ReplayState,
  epoch: Fact['epoch'],
  lines: readonly string[],
  host: Host = pureHost,
): EpochResult => {
  const replay = replayEpoch(header, state, epoch, host);
  replay.push(bytesOf(lines));
  const closed = replay.close();
  if (E.isRight(closed)) return closed.right;
  const { code, at, expected, found } = closed.left;
  throw new TypeError(`replay of epoch ${epoch}: ${code} ${formatPlace(at)}: expected ${expected}, got ${found}`);
};

/** Facts by their epoch, epochs ascending. */
export const byEpoch = (facts: readonly Fact[]): (readonly [Fact['epoch'], readonly Fact[]])[] => {
  const found = new Map<Fact['epoch'], Fact[]>();
  for (const fact of facts) {
    const list = found.get(fact.epoch);
    if (list === undefined) found.set(fact.epoch, [fact]);
    else list.push(fact);
  }
  return [...found].sort(([a], [b]) => a - b);
};

/** Seals and replays every epoch of the facts, in any order of arrival. */
export const replayFacts = (header: LogHeader, facts: readonly Fact[], host: Host = pureHost): EpochResult[] => {
  let state = initialReplay(header, host);
  return byEpoch(facts).map(([epoch, own]) => {
    const result = replayLines(header, state, epoch, segmentLines(own), host);
    state = result.next;
    return result;
  });
};
