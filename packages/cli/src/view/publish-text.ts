import type { PublishStep } from '@subnet-scoring/adapters/round';
import type { EpochNumber } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';

const DID: Readonly<Record<PublishStep['did'], string>> = {
  sent: 'sent',
  there: 'there already',
  planned: 'to send',
  gone: 'left out: gone from the bucket, or too large',
};

/** One line of one object. */
export const stepLine = ({ did, name, bytes }: PublishStep, { paint }: Context): string =>
  `  ${paint.strong(name)}  ${plural(bytes, 'byte')}  ${DID[did]}`;

/** What came of it, in one line. */
export const publishedLine = (
  epoch: EpochNumber,
  steps: readonly PublishStep[],
  isDryRun: boolean,
  { paint }: Context,
): string => {
  const fresh = steps.filter(({ did }) => did === (isDryRun ? 'planned' : 'sent'));
  const bytes = fresh.reduce((sum, step) => sum + step.bytes, 0);
  const what = `${plural(fresh.length, 'object')}, ${plural(bytes, 'byte')}`;
  if (isDryRun) return `epoch ${epoch}: would send ${what}; nothing was sent`;
  return fresh.length === 0
    ? `${paint.good('✓')} epoch ${epoch} is published; there was nothing left to send`
    : `${paint.good('✓')} epoch ${epoch} is published: ${what}`;
};
