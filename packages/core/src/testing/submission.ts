import type { Fact } from '../event/index.js';
import { manifestSha256 } from '../event/manifest.js';
import { pureHost } from '../hash/host.js';
import { type Account, accountHex, type EpochNumber, type Hash32, type NetUid } from '../ids.js';
import { makeFact, type Plain } from './fact.js';
import { type FileOptions, type MinerFile, measureOf, sightingOf } from './file.js';
import { accountOf } from './names.js';
import { nonceOf } from './opening.js';
import type { World } from './world.js';

export interface SubmissionOptions {
  /** Blocks from startBlock to the commitment. */
  readonly at: number;
  /** Files by zipcode; a number is a file of that many rows with every required field filled. */
  readonly files: Readonly<Record<string, number | FileOptions>>;
  /** Extrinsic and event of the commitment; one place of a block holds one fact. */
  readonly ix?: readonly [number, number];
  /** Nonce in the manifest, when it is not the epoch's. */
  readonly nonce?: string;
  /** False: nothing is put on chain. */
  readonly committed?: boolean;
  /** Observers that look into the bucket; default: all of the world. */
  readonly observers?: readonly string[];
  /** Blocks from startBlock to the sightings; default: two after the commitment, at most one before seedBlock. */
  readonly seenAt?: number;
  /** Blocks from startBlock to the measures; default: behind seedBlock. */
  readonly measuredAt?: number;
  /** False: the manifest is not sighted. */
  readonly manifestSeen?: boolean;
  /** Zipcodes whose files observers had not seen before; default: all. The others are only in the manifest. */
  readonly fresh?: readonly string[];
}

const SEEN_AFTER_BLOCKS = 2;
const MEASURED_AFTER_BLOCKS = 2;
const FIRST_EXTRINSIC = 2;

/** The files of a submission as the facts will state them. */
export const filesOf = (world: World, epoch: number, miner: string, options: SubmissionOptions): MinerFile[] =>
  Object.entries(options.files)
    .map(([zipcode, file]) => ({ world, epoch, miner, zipcode, ...(typeof file === 'number' ? { rows: file } : file) }))
    .sort((a, b) => (a.zipcode < b.zipcode ? -1 : 1));

/** Everything that a miner's submission leaves behind: the commitment, and what every observer saw and measured of it. */
export const submission = (world: World, epoch: number, miner: string, options: SubmissionOptions): Fact[] => {
  const { startBlock, seedBlock, evidenceBlock } = world.blocksOf(epoch);
  const { netuid } = world;
  const hotkey = accountOf(miner);
  const files = filesOf(world, epoch, miner, options);
  const committedAt = startBlock + options.at;
  const seenAt =
    options.seenAt === undefined
      ? Math.min(committedAt + SEEN_AFTER_BLOCKS, seedBlock - 1)
      : startBlock + options.seenAt;
  const measuredAt = startBlock + (options.measuredAt ?? seedBlock - startBlock + MEASURED_AFTER_BLOCKS);
  const fresh = files.filter(({ zipcode, unseen }) => unseen !== true && (options.fresh?.includes(zipcode) ?? true));
  const body = {
    files: files.map((file) => {
      const { contentSha256, rowsRoot } = measureOf(file);
      return { contentSha256, rowsRoot, zipcode: file.zipcode };
    }),
    hotkey,
    nonce: options.nonce ?? nonceOf(world, epoch),
  };
  const sha256 = manifestHash(netuid, epoch, body);
  const uid = world.neurons.find((neuron) => neuron.hotkey === hotkey)?.uid;
  const ix = options.ix ?? [FIRST_EXTRINSIC + (uid ?? parseExtrinsic(hotkey)), 0];
  const commitment = makeFact(
    'SubmissionCommitted',
    { netuid, epoch, block: committedAt, ix },
    { hotkey, manifestSha256: sha256 },
  );
  const observed = (options.observers ?? world.observers).flatMap((observer) => {
    const by = accountOf(observer);
    const seen = { netuid, epoch, block: seenAt, by };
    return [
      ...(options.manifestSeen === false ? [] : [makeFact('ManifestSeen', seen, { ...body, manifestSha256: sha256 })]),
      ...fresh.map((file) => makeFact('SubmissionSeen', seen, sightingOf(file, committedAt))),
      ...fresh
        .filter(({ unmeasured }) => unmeasured !== true)
        .map((file) =>
          makeFact('SubmissionMeasured', { ...seen, block: Math.min(measuredAt, evidenceBlock - 1) }, measureOf(file)),
        ),
    ];
  });
  return options.committed === false ? observed : [commitment, ...observed];
};

const manifestHash = (netuid: number, epoch: number, body: Plain<Parameters<typeof manifestSha256>[3]>): Hash32 =>
  manifestSha256(
    pureHost.sha256,
    netuid as NetUid,
    epoch as EpochNumber,
    body as unknown as Parameters<typeof manifestSha256>[3],
  );

/** An extrinsic for a hotkey without slot: behind those of all slots, and its own. */
const parseExtrinsic = (hotkey: Account): number => 0x10000 + Number(`0x${accountHex(hotkey).slice(0, 7)}`);
