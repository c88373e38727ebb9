import { findMechanism } from '@subnet-scoring/core';

const TOLERANCE = 1e-9;
const { reasons: REASONS } = findMechanism('zipcode-race', 1);

const firstReason = (reasons) => REASONS[Math.min(...reasons.map((reason) => REASONS.indexOf(reason)))];

/** Where a close in doubles differs from the exact one: in a share by more than 1e-9, or in a reason. */
export const differences = (exact, doubles) => {
  const found = new Map(doubles.map((miner) => [miner.hotkey, miner]));
  return exact.flatMap(({ hotkey, share, reason }) => {
    const { share: other = 0, reasons = [] } = found.get(hotkey) ?? {};
    const isSame = Math.abs(Number(share) / 1e18 - other) <= TOLERANCE && firstReason(reasons) === reason;
    return isSame ? [] : [`${hotkey}: ${share} ${reason}, in doubles ${other} ${firstReason(reasons)}`];
  });
};
