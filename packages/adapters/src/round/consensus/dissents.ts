import {
  type Consensus,
  compareSegments,
  firstOutputDifference,
  type OutputDifference,
  outputKey,
  PART,
  type SegmentDifference,
  type Voice,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../../ports.js';
import type { BundleProblem, BundleReader, FromBundle } from '../bundle/read.js';
import type { PublishedResult } from '../bundle/result.js';
import { segmentOf } from '../bundle/segment.js';

/** Where a validator differs from the greatest camp. */
export interface Dissent {
  readonly hotkey: Voice['hotkey'];
  /** Whose bundle it is compared with. */
  readonly from: Voice['hotkey'];
  /** The first fact that one of the two segments lacks; `first` is that of `from`. */
  readonly segment?: SegmentDifference;
  readonly output?: OutputDifference;
  /** Why the segments could not be compared. */
  readonly unread?: BundleProblem;
}

const readLines = async (
  log: EventLog,
  reader: BundleReader,
  result: PublishedResult,
): Promise<FromBundle<readonly string[]>> => {
  const bytes = await segmentOf(log, reader, result);
  if (E.isLeft(bytes)) return bytes;
  return E.right(reader.host.decodeText(bytes.right, 0, bytes.right.length).split('\n').slice(0, -1));
};

const compareInputs = (
  { host }: BundleReader,
  base: FromBundle<readonly string[]>,
  lines: FromBundle<readonly string[]>,
): Pick<Dissent, 'segment' | 'unread'> => {
  if (E.isLeft(base)) return { unread: base.left };
  if (E.isLeft(lines)) return { unread: lines.left };
  const compared = compareSegments(host.sha256, base.right, lines.right);
  if (E.isRight(compared)) return compared.right === undefined ? {} : { segment: compared.right };
  const { in: side, line } = compared.left;
  const whose = side === 'first' ? 'of the greatest camp' : 'of this validator';
  const detail = `${PART.segment} ${whose}: line ${line} is no fact`;
  return { unread: { kind: 'refused', reason: 'BAD_PART', detail } };
};

/** Compares everybody outside the greatest camps with one who is in them. */
export const findDissents = async (
  log: EventLog,
  reader: BundleReader,
  { inputs, outputs }: Consensus,
  results: readonly PublishedResult[],
): Promise<readonly Dissent[]> => {
  const inputBase = results.find(({ voice }) => voice.statement.seal.segment === inputs[0]?.what);
  const outputBase = results.find(({ voice }) => outputKey(voice) === outputs[0]?.what);
  if (inputBase === undefined || outputBase === undefined) return [];
  const base = inputs.length > 1 ? await readLines(log, reader, inputBase) : E.right([]);
  const dissents: Dissent[] = [];
  for (const other of results) {
    const { hotkey, statement } = other.voice;
    const isOtherInput = statement.seal.segment !== inputs[0]?.what;
    const output = firstOutputDifference(outputBase.voice, other.voice);
    if (!isOtherInput && output === undefined) continue;
    const from = (isOtherInput ? inputBase : outputBase).voice.hotkey;
    const input = isOtherInput ? compareInputs(reader, base, await readLines(log, reader, other)) : {};
    dissents.push({ hotkey, from, ...input, ...(output === undefined ? {} : { output }) });
  }
  return dissents;
};
