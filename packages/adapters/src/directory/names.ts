/** Files of a log, as paths inside its directory; reports name them so. */
export const LOG = 'log.json';
export const JOURNAL = 'journal.ndjson';
export const JOURNAL_SUMS = 'journal.sums';
export const SEALS = 'seals.ndjson';
export const REFUSED = 'refused.ndjson';
export const LOCK = 'lock';

/** Where a new version of a file is written before it takes the name. */
export const newName = (path: string): string => `${path}.new`;

const EPOCH_DIGITS = 8;

/** Eight digits, so that names sort as numbers do; epochs beyond need ten and never come. */
export const epochName = (epoch: number): string => String(epoch).padStart(EPOCH_DIGITS, '0');

/** The folders with one file, or a few, for each epoch. */
export const SEGMENTS = 'segments';
export const CLAIMS = 'claims';
export const RECORDS = 'records';
export const SNAPSHOTS = 'snapshots';
export const ASIDE = 'aside';

export const segmentFile = (epoch: number): string => `${SEGMENTS}/${epochName(epoch)}.ndjson`;
export const segmentSumsFile = (epoch: number): string => `${SEGMENTS}/${epochName(epoch)}.sums`;
export const segmentSigsFile = (epoch: number): string => `${SEGMENTS}/${epochName(epoch)}.sigs`;
export const besideFile = (folder: string, epoch: number): string => `${folder}/${epochName(epoch)}.ndjson`;
export const besideSumsFile = (folder: string, epoch: number): string => `${folder}/${epochName(epoch)}.sums`;
export const snapshotFile = (epoch: number): string => `${SNAPSHOTS}/${epochName(epoch)}.scale`;

/** The epoch and extension of a name such as `00000003.ndjson`; undefined for other names. */
export const parseEpochName = (name: string): { readonly epoch: number; readonly extension: string } | undefined => {
  const match = /^(\d{8,10})\.([a-z]+)$/.exec(name);
  const epoch = Number(match?.[1]);
  return match === null || epochName(epoch) !== match[1] ? undefined : { epoch, extension: match[2] ?? '' };
};
