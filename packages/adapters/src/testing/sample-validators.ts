import { type Account, type EpochNumber, encodeCanonical, encodeEvent, type Fact } from '@subnet-scoring/core';
import { given, opening, smallWorld, submission, type World, zipcodeRace1 } from '@subnet-scoring/core/testing';
import * as E from 'fp-ts/lib/Either.js';
import { signerFromSeed } from '../keys/signer.js';
import { memoryLog } from '../memory/index.js';
import { nodeHost } from '../node/index.js';
import type { Bucket, EventLog, Signer } from '../ports.js';
import { appendLines } from '../round/append-lines.js';
import type { BundleReader } from '../round/bundle/read.js';
import { s3Bucket } from '../s3/index.js';
import { sr25519Verifier } from '../signatures/index.js';
import { newBucket, type S3Peer } from './s3-peer/index.js';

export const EPOCH = 0 as EpochNumber;
const ZIPCODE = '19103';
const ROWS = 40;
const MINER = 'ann';

/** Three validators that observe one subnet, and what each of them has in its own log. */
export interface SampleValidators {
  readonly world: World;
  readonly signers: readonly Signer[];
  readonly bucket: Bucket;
  /** Key of the file that wins. */
  readonly fileKey: string;
  /** A log with the chain's facts and the observations of some validators; `change` may leave some out. */
  readonly logOf: (by: readonly Account[], change?: (facts: readonly Fact[]) => readonly Fact[]) => Promise<EventLog>;
  readonly reader: BundleReader;
}

/** What a test expects to go well. */
export const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** Everything that goes well, and why it ended when it did not. */
export const collect = async <L, A>(
  steps: AsyncIterable<E.Either<L, A>>,
): Promise<{ done: A[]; left: L | undefined }> => {
  const done: A[] = [];
  for await (const step of steps) {
    if (E.isLeft(step)) return { done, left: step.left };
    done.push(step.right);
  }
  return { done, left: undefined };
};

/** The bytes behind the content hash that the kit of the core gives to a file. */
const fileContent = (): Buffer => {
  const parts = { blankCells: 0, copyOf: MINER, duplicateIdRows: 0, epoch: EPOCH, header: {}, rows: ROWS };
  const rest = { salt: '', version: '', wrongZipRows: 0, zipcode: ZIPCODE };
  return Buffer.from(`content/${encodeCanonical({ ...parts, ...rest })}`);
};

let buckets = 0;

/** Validators with stakes 40, 35 and 25 over a bucket of their own, where a miner's file lies. */
export const sampleValidators = async (peer: S3Peer): Promise<SampleValidators> => {
  const signers = await Promise.all([21, 22, 23].map((n) => signerFromSeed(new Uint8Array(32).fill(n))));
  const name = `validators-${buckets}`;
  buckets += 1;
  peer.store.buckets.set(name, { ...newBucket(), versioning: 'Enabled' });
  const { endpoint } = peer;
  const bucket = s3Bucket({ endpoint, region: 'us-east-1', bucket: name, accessKeyId: 'K', secretAccessKey: 'secret' });
  const observers = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 };
  const world = smallWorld({
    zipcodes: { [ZIPCODE]: ROWS },
    miners: [MINER],
    observers: signers.map(({ account }, at) => ({ name: account, stakeRao: ['40', '35', '25'][at] ?? '0' })),
    params: { ...zipcodeRace1.params, observers },
  });
  const content = fileContent();
  const fileKey = 'miner/rows.json';
  const { versionId, etag } = right(await bucket.create(fileKey, content));
  const seen = { bytes: content.length, etag, key: fileKey, versionId };
  const submitted = submission(world, EPOCH, MINER, { at: 5, files: { [ZIPCODE]: { rows: ROWS, seen } } });
  const all = given(world, opening(world, EPOCH), submitted).checked(EPOCH).facts;
  const facts = all.filter(({ type }) => type !== 'EvidenceListed');
  const verify = sr25519Verifier();
  const { header } = world;
  return {
    world,
    signers,
    bucket,
    fileKey,
    logOf: async (by, change = (own) => own) => {
      const log = memoryLog(header, nodeHost);
      const isOwn = ({ by: observer }: Fact): boolean =>
        observer === undefined || observer === 'local' || by.includes(observer);
      const lines = change(facts.filter(isOwn)).map(encodeEvent);
      right(await appendLines(log, lines, { host: nodeHost, verify, file: 'sample' }));
      return log;
    },
    reader: { bucket, header, epoch: EPOCH, host: nodeHost, verify },
  };
};
