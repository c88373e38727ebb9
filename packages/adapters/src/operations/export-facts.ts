import {
  type EpochNumber,
  encodeCanonical,
  encodeEvent,
  type Host,
  type Json,
  type Seal,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid } from './failure.js';
import { readOpenEpoch } from './open-epoch.js';
import { splitLines } from './split-lines.js';

const withSignature = (line: string, sig: string): string =>
  encodeCanonical({ ...(JSON.parse(line) as { readonly [key: string]: Json }), sig });

const alteredSegment = ({ epoch, segment }: Seal, found: string): Failure =>
  invalid({
    code: 'SEGMENT_HASH',
    at: { file: `segments/${String(epoch).padStart(8, '0')}.ndjson` },
    expected: segment,
    found,
    help: 'the segment was altered: see `log verify`',
  });

async function* exportSealed(
  log: EventLog,
  seal: Seal,
  host: Host,
): AsyncGenerator<E.Either<Failure, readonly string[]>> {
  const signatures = new Map(await log.readSignatures(seal.epoch));
  const hash = host.sha256Stream();
  const hashed = async function* () {
    for await (const chunk of log.readSegment(seal.epoch)) {
      hash.update(chunk);
      yield chunk;
    }
  };
  for await (const lines of splitLines(hashed())) {
    yield E.right(
      lines.flatMap((line) => {
        if (line.kind === 'tooLong') return [];
        const text = host.decodeText(line.bytes, 0, line.bytes.length);
        const sig = signatures.get(line.number);
        return [sig === undefined ? text : withSignature(text, sig)];
      }),
    );
  }
  const found = toHex(hash.digest());
  if (found !== seal.segment) yield E.left(alteredSegment(seal, found));
}

/**
 * Facts of some epochs as lines that may be appended elsewhere: canonical order, signatures in their place. Sealed
 * segments are compared with their seal on the way; of open epochs those that come too late are given last.
 */
export async function* exportFacts(
  log: EventLog,
  epochs: readonly EpochNumber[],
  host: Host,
): AsyncGenerator<E.Either<Failure, readonly string[]>> {
  const seals = new Map((await log.seals()).map((seal) => [seal.epoch, seal]));
  for (const epoch of epochs) {
    const seal = seals.get(epoch);
    if (seal !== undefined) {
      yield* exportSealed(log, seal, host);
      continue;
    }
    const open = await readOpenEpoch(log, epoch, host);
    if (E.isLeft(open)) yield open;
    else yield E.right([...open.right.facts, ...open.right.late].map(({ event }) => encodeEvent(event)));
  }
}

/** Records of some epochs as lines that may be appended elsewhere, one epoch at a time. */
export async function* exportRecords(log: EventLog, epochs: readonly EpochNumber[]): AsyncGenerator<readonly string[]> {
  for (const epoch of await log.recordEpochs()) if (epochs.includes(epoch)) yield await log.records(epoch);
}
