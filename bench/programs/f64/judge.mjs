import { raw32, sample, taggedBytes, text, u64 } from '@subnet-scoring/core';

const confirmations = (observations, apart) => {
  const last = new Map();
  let total = 0;
  for (const { by, block, found } of observations) {
    if (found !== 'identity' || block < (last.get(by) ?? -apart) + apart) continue;
    last.set(by, block);
    total += 1;
  }
  return total;
};

/** Draws rows of one file and says what the spot checks found of them. */
export const judge = ({ params, context, rows: checks }, seed, { miner, file }, rowsMax) => {
  const { sha256, epoch } = context;
  const { rows } = file.measure;
  const parts = [raw32(seed), u64(epoch), text(file.zipcode), raw32(miner.account), raw32(file.content)];
  const drawn = sample(sha256, taggedBytes(sha256, 'spot/1', parts), rows, Math.min(rows, rowsMax));
  const known = checks.get(`${miner.hotkey}${file.zipcode}${file.content}`) ?? [];
  const { minConclusiveppm, passppm, confirmations: enough, confirmBlocks } = params.spotCheck;
  let passed = 0;
  let conclusive = 0;
  let confirmed = 0;
  for (const row of drawn) {
    const own = known.filter((item) => item.row === row);
    const verdict = own.findLast(({ found }) => found !== 'inconclusive')?.found;
    if (verdict === undefined) continue;
    conclusive += 1;
    if (verdict === 'passed') passed += 1;
    if (verdict === 'identity' && confirmations(own, confirmBlocks) >= enough) confirmed += 1;
  }
  const isEnough = conclusive / drawn.length >= minConclusiveppm / 1e6;
  const failed = confirmed > 0 || (isEnough && passed / conclusive < passppm / 1e6);
  return { confirmed, verdict: failed ? 'failed' : isEnough ? 'verified' : 'unverified' };
};
