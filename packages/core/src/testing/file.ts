import { encodeCanonical } from '../event/canonical.js';
import type { Json } from '../event/json.js';
import { blockTimeMs } from './block-time.js';
import type { FactOf, Plain } from './fact.js';
import { accountOf, hashOf } from './names.js';
import { nonceOf } from './opening.js';
import type { World } from './world.js';

/** One file of a miner. Its content hash follows from all of this, so equal options are the same bytes. */
export interface FileOptions {
  readonly rows: number;
  /** Required cells that are blank, over all rows. */
  readonly blankCells?: number;
  readonly wrongZipRows?: number;
  readonly duplicateIdRows?: number;
  /** What else tells this content from another one. */
  readonly version?: string;
  /** The bytes are those of this miner's file with the same options: a copy, header included. */
  readonly copyOf?: string;
  /** What the header says, where it is not the truth. */
  readonly header?: Partial<Plain<FactOf<'SubmissionMeasured'>['data']['header']>>;
  /** What the bucket says of the object, where it is not the plain truth. */
  readonly seen?: Partial<Plain<FactOf<'SubmissionSeen'>['data']>>;
  readonly unseen?: boolean;
  readonly unmeasured?: boolean;
}

/** A file with everything that its facts need. */
export interface MinerFile extends FileOptions {
  readonly world: World;
  readonly epoch: number;
  readonly miner: string;
  readonly zipcode: string;
}

const BYTES_PER_ROW = 512;

const requiredFields = (world: World): readonly string[] => {
  const { requiredFields: names } = world.params;
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
};

/** Filled cells by field: blanks are taken from the last field first, so that identity fields stay full. */
const filledOf = (world: World, rows: number, blankCells: number): Record<string, number> => {
  let blanks = blankCells;
  const filled: Record<string, number> = {};
  for (const field of [...requiredFields(world)].reverse()) {
    const taken = Math.min(blanks, rows);
    filled[field] = rows - taken;
    blanks -= taken;
  }
  return filled;
};

const contentOf = (file: MinerFile): string => {
  const { world, epoch, miner, zipcode, rows, blankCells = 0, wrongZipRows = 0, duplicateIdRows = 0 } = file;
  const { version = '', copyOf = miner, header = {} } = file;
  const parts = {
    blankCells,
    copyOf,
    duplicateIdRows,
    epoch,
    header,
    rows,
    salt: world.salt,
    version,
    wrongZipRows,
    zipcode,
  };
  return encodeCanonical(parts as unknown as Json);
};

/** What an extractor counts in the file. */
export const measureOf = (file: MinerFile): Plain<FactOf<'SubmissionMeasured'>['data']> => {
  const { world, epoch, miner, zipcode, rows, blankCells = 0, wrongZipRows = 0, duplicateIdRows = 0 } = file;
  const content = contentOf(file);
  const { extractor } = world.params;
  return {
    contentSha256: hashOf(`content/${content}`),
    duplicateIdRows,
    extractor: typeof extractor === 'string' ? extractor : 'listing@1',
    filled: filledOf(world, rows, blankCells),
    header: {
      epoch,
      hotkey: accountOf(file.copyOf ?? miner),
      netuid: world.netuid,
      nonce: nonceOf(world, epoch),
      ...file.header,
    },
    rows,
    rowsRoot: hashOf(`rows/${content}`),
    wrongZipRows,
    zipcode,
  };
};

/** What every observer sees of an object that was uploaded at a block. */
export const sightingOf = (file: MinerFile, uploadedAt: number): Plain<FactOf<'SubmissionSeen'>['data']> => {
  const { contentSha256 } = measureOf(file);
  const { epoch, miner, zipcode, rows, seen } = file;
  return {
    bytes: rows * BYTES_PER_ROW,
    contentSha256,
    etag: contentSha256.slice(0, 32),
    hotkey: accountOf(miner),
    key: `${epoch}/${zipcode}/${contentSha256.slice(0, 8)}`,
    lastModifiedMs: blockTimeMs(uploadedAt),
    versionId: contentSha256.slice(32, 40),
    zipcode,
    ...seen,
  };
};
