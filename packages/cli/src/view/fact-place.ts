import type { Evaluated } from '@subnet-scoring/adapters/operations';

const EPOCH_DIGITS = 8;

/** Where a fact of an epoch stands: file and line of its segment; in an open epoch its place in canonical order so far. */
export const factPlace = ({ kind, result }: Evaluated, line: number): string =>
  kind === 'sealed'
    ? `segments/${String(result.epoch).padStart(EPOCH_DIGITS, '0')}.ndjson:${line}`
    : `open epoch ${result.epoch}, fact ${line}`;
