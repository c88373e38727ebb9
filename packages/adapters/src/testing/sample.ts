import {
  type Account,
  accountFromBytes,
  type ChainRecord,
  type Claim,
  type Decoded,
  decodeFact,
  type EpochNumber,
  encodeCanonical,
  encodeEvent,
  type Fact,
  type Hash32,
  headerHash,
  type LogHeader,
  logHeader,
  type NetUid,
  pureHost,
  type Seal,
  sealHash,
  segmentHash,
  selectSegment,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Refused, SealedEpoch } from '../ports.js';

const NETUID = 46;
const BLOCKS_AN_EPOCH = 1000;
const hashOf = (byte: number): Hash32 => byte.toString(16).padStart(2, '0').repeat(32) as Hash32;
const accountOf = (byte: number): Account => accountFromBytes(new Uint8Array(32).fill(byte));
const OBSERVER = accountOf(1);
const MINER = accountOf(2);

/** A header for logs in tests. */
export const sampleHeader: LogHeader = logHeader(NETUID as NetUid, 'local', hashOf(0x2f));

/** The line of fact number `n` of an epoch: a spot check that passed. Facts with greater numbers come later in the epoch. */
export const sampleFact = (epoch: number, n: number): string =>
  encodeCanonical({
    block: epoch * BLOCKS_AN_EPOCH + n,
    by: OBSERVER,
    data: {
      evidenceSha256: hashOf(n % 256),
      hotkey: MINER,
      subject: { contentSha256: hashOf(0xc5), row: n, zipcode: '77001' },
    },
    epoch,
    netuid: NETUID,
    type: 'SpotCheckPassed',
    v: 1,
  });

/** A line with a signature, which nobody checks here. */
export const sampleSigned = (epoch: number, n: number): string =>
  encodeCanonical({
    block: epoch * BLOCKS_AN_EPOCH + n,
    by: OBSERVER,
    data: { count: n, root: hashOf(7) },
    epoch,
    netuid: NETUID,
    sig: `${(n % 256).toString(16).padStart(2, '0')}`.repeat(64),
    type: 'EvidenceListed',
    v: 1,
  });

/** The line of a claim. */
export const sampleClaim = (epoch: number, n: number): string =>
  encodeEvent({
    block: epoch * BLOCKS_AN_EPOCH,
    by: 'local',
    data: { profile: 'exact-v1', uids: [n], values: [65535], versionKey: 0, weights: hashOf(n % 256) },
    epoch,
    netuid: NETUID,
    type: 'WeightsComputed',
    v: 1,
  } as unknown as Claim);

/** The line of a record. */
export const sampleRecord = (epoch: number, n: number): string =>
  encodeEvent({
    block: epoch * BLOCKS_AN_EPOCH + n,
    data: { mecid: 0, missing: { firstBlock: n, lastBlock: n }, why: 'state already discarded' },
    epoch,
    netuid: NETUID,
    type: 'ChainStateMissing',
    v: 1,
  } as unknown as ChainRecord);

/** A line that was refused. */
export const sampleRefused = (line: string): Refused => ({
  error: {
    code: 'NOT_JSON',
    at: { file: 'facts.ndjson', line: 3 },
    expected: 'one JSON object',
    found: 'no JSON',
    help: 'mend it',
  },
  line,
});

const decoded = (line: string): Decoded<Fact> => {
  const result = decodeFact(line);
  if (E.isLeft(result)) throw new TypeError(`no fact: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** Everything that `seal` asks for, from the lines of an open epoch; scores and rules are made up. */
export const sampleSealed = (
  header: LogHeader,
  last: Seal | undefined,
  epoch: number,
  arrived: readonly string[],
  beside: Partial<Pick<SealedEpoch, 'late' | 'claims' | 'snapshot'>> = {},
): SealedEpoch => {
  const { late = [], claims = [], snapshot = Buffer.from(`state after ${epoch}`) } = beside;
  const facts = selectSegment(arrived.map(decoded)).facts;
  const lines = facts.map((fact) => fact.line);
  const body: Omit<Seal, 'seal'> = {
    count: lines.length,
    epoch: epoch as EpochNumber,
    prev: last?.seal ?? headerHash(pureHost.sha256, header),
    rules: hashOf(0xaa),
    scores: hashOf(epoch % 256),
    segment: segmentHash(pureHost, lines),
    status: 'judged',
  };
  const seal: Seal = { ...body, seal: sealHash(pureHost.sha256, body) };
  const signatures = facts.flatMap(({ event }, at) => (event.sig === undefined ? [] : [[at + 1, event.sig] as const]));
  return { seal, lines, signatures, late, claims, snapshot };
};
