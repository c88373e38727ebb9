import { decodeClaim, decodeFact } from '../../packages/core/dist/index.js';

/** Checks an `ndjson` block: every row is a valid, canonical fact or claim, or any other object in canonical form. */
export const checkEventLines = ({ path, block, report }) => {
  for (const [i, row] of block.body.entries()) {
    const claim = decodeClaim(row);
    const decoded = claim._tag === 'Left' && claim.left.code === 'NOT_A_FACT' ? decodeFact(row) : claim;
    if (decoded._tag === 'Right') {
      report.pass();
      continue;
    }
    const { code, at, expected, found } = decoded.left;
    report.fail(path, block.line + 1 + i, `${code} ${at.path ?? ''}: expected ${expected}, found ${found}`);
  }
};
