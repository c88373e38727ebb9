import { type Account, type EpochResult, formatFx, type Section, type Step } from '@subnet-scoring/core';

const says = (text: string, formula?: string): Step => ({
  ok: undefined,
  says: text,
  lines: [],
  ...(formula === undefined ? {} : { formula }),
});

const burnedOf = ({ burnCauses }: EpochResult): bigint => burnCauses.reduce((sum, { share }) => sum + share, 0n);

/** The greatest share of a uid, burn included: the scale of the u16 weights. */
const greatestOf = (result: EpochResult): bigint => {
  const reassigned = new Set(result.weights?.reassigned);
  const shares = result.miners.filter(({ hotkey }) => !reassigned.has(hotkey)).map(({ share }) => share as bigint);
  return [burnedOf(result), ...shares].reduce((max, share) => (share > max ? share : max), 0n);
};

const shareStep = ({ mechanisms }: EpochResult, share: string): Step => {
  const parts = mechanisms.map(({ name, shareppm }) => `floor(${shareppm} * share of ${name} / 10^6)`);
  return says(`share of the whole ${share}`, `${parts.join(' + ')} = ${share}`);
};

/** How a miner's share became a weight (docs/determinism.md, "Weights"): the parts of the mechanisms, the uid, the u16. */
export const explainWeight = (result: EpochResult, hotkey: Account): Section => {
  const title = 'Weight';
  const { weights, miners } = result;
  const miner = miners.find((item) => item.hotkey === hotkey);
  const isBurn = result.next.active.some(({ data }) => data.burnHotkey === hotkey);
  const steps: Step[] = miner === undefined ? [] : [shareStep(result, formatFx(miner.share))];
  if (isBurn) {
    const causes = result.burnCauses.map(({ cause, share }) => `${formatFx(share)} (${cause})`);
    steps.push(says('the burn hotkey: what nobody gets goes to its uid', causes.join(' + ')));
  }
  if (weights === undefined) return { title, steps: [...steps, says('no vector in this epoch')] };
  if (weights.reassigned.includes(hotkey)) {
    steps.push({
      ok: false,
      says: 'REASSIGNED_UID: its slot has another holder at evidenceBlock, the share burns',
      lines: [],
    });
  }
  const uid = weights.uidOf.get(hotkey);
  if (uid === undefined) return { title, steps: [...steps, says('no uid at evidenceBlock')] };
  const counts = isBurn ? burnedOf(result) : weights.reassigned.includes(hotkey) ? 0n : (miner?.share ?? 0n);
  const max = greatestOf(result);
  const value = weights.vector.values[weights.vector.uids.indexOf(uid)];
  const formula =
    counts === 0n
      ? 'no share, so no weight'
      : `floor((2 * ${counts} * 65535 + ${max}) / (2 * ${max})), at least 1 = ${value}`;
  return { title, steps: [...steps, says(`uid ${uid}: weight ${value} of 65535 (${weights.profile})`, formula)] };
};
