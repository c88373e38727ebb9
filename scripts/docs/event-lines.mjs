import { decodeClaim, decodeFact, decodeRecord } from '../../packages/core/dist/index.js';

const DECODERS = [decodeFact, decodeClaim, decodeRecord];

/** Checks an `ndjson` block: every row is a valid, canonical fact, claim or record, or any other object in canonical form. */
export const checkEventLines = ({ path, block, report }) => {
  for (const [i, row] of block.body.entries()) {
    const decoded =
      DECODERS.map((decode) => decode(row)).find((read) => read._tag === 'Right' || read.left.code !== 'NOT_A_FACT') ??
      decodeFact(row);
    if (decoded._tag === 'Right') {
      report.pass();
      continue;
    }
    const { code, at, expected, found } = decoded.left;
    report.fail(path, block.line + 1 + i, `${code} ${at.path ?? ''}: expected ${expected}, found ${found}`);
  }
};
