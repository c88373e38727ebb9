import { accountHex, compareAccounts } from '@subnet-scoring/core';

const fileFault = (params, { rows, filled, wrongZipRows, duplicateIdRows }, expected) => {
  if (rows < 1 || Math.abs(rows - expected) / expected > params.countToleranceppm / 1e6) return 'COUNT_OUT_OF_RANGE';
  if (completeness(params, { rows, filled }) < params.minCompleteppm / 1e6) return 'FIELDS_MISSING';
  if (wrongZipRows > params.maxWrongZipRows) return 'WRONG_ZIPCODE';
  return duplicateIdRows > params.maxDuplicateIdRows ? 'DUPLICATE_ROWS' : undefined;
};

/** Part of the required cells of a file that is filled. */
export const completeness = ({ requiredFields }, { rows, filled }) =>
  requiredFields.reduce((sum, field) => sum + (filled[field] ?? 0), 0) / (rows * requiredFields.length);

const standingOf = ({ params, context, trust, barredUntil, changed }, hotkey, neuron) => {
  const { opened, epoch } = context;
  if (neuron === undefined || neuron.registeredAt >= opened.startBlock) return { reason: 'NOT_REGISTERED' };
  if (changed.has(neuron.uid) || changed.has(hotkey)) return { reason: 'NOT_REGISTERED' };
  if (barredUntil.get(neuron.coldkey) >= epoch) return { reason: 'BARRED' };
  const known = trust.get(hotkey);
  const { table } = params.tiers;
  return {
    coldkey: neuron.coldkey,
    tier: known?.registeredAt === neuron.registeredAt ? table[known.tier] : table.at(-1),
  };
};

const fileReason = ({ params, context }, miner, file, expected) => {
  const { opened, epoch, netuid } = context;
  if (expected === undefined) return 'NOT_ASSIGNED';
  if (!(file.seen.get(miner.hotkey) < opened.seedBlock)) return 'LATE';
  if (file.measure === undefined) return 'UNVERIFIED';
  const { header } = file.measure;
  const isOurs = header.nonce === opened.nonce && header.epoch === epoch && header.netuid === netuid;
  return isOurs && header.hotkey === miner.hotkey ? fileFault(params, file.measure, expected) : 'HASH_MISMATCH';
};

/** Puts complete files of one miner into `entries`; gives the reasons of the others (rules 1 to 3). */
const handedIn = (data, miner, expectedOf, entries) => {
  const { opened } = data.context;
  const end = Math.min(opened.endBlock + data.params.graceBlocks, opened.seedBlock);
  const manifests = data.manifests.get(miner.hotkey);
  const committed = data.commitments.get(miner.hotkey);
  if (committed === undefined) return [manifests === undefined ? 'NO_SUBMISSION' : 'NOT_COMMITTED'];
  const inWindow = committed
    .filter(({ block }) => block >= opened.startBlock && block < end)
    .map(({ block, manifestSha256 }) => ({ anchor: block, manifest: manifests?.get(manifestSha256) }));
  const isSeen = ({ manifest }) => manifest !== undefined && manifest.block < opened.seedBlock;
  const last = inWindow.at(-1);
  if (last === undefined || !isSeen(last)) return ['LATE'];
  if (last.manifest.nonce !== opened.nonce) return ['HASH_MISMATCH'];
  const reasons = [];
  for (const file of last.manifest.files) {
    const reason = fileReason(data, miner, file, expectedOf.get(file.zipcode));
    if (reason !== undefined) {
      reasons.push(reason);
      continue;
    }
    const stands = (item) => isSeen(item) && item.manifest.nonce === opened.nonce && item.manifest.files.includes(file);
    let at = inWindow.length - 1;
    while (at > 0 && stands(inWindow[at - 1])) at -= 1;
    entries.push({ miner, file, anchor: inWindow[at].anchor });
  }
  return reasons;
};

/** Everybody with an answer by account, with the reasons known so far, and all complete files in that order. */
export const gatherEntries = (data, expectedOf) => {
  const { start, burnHotkey } = data.context;
  const neurons = new Map(start.map((neuron) => [neuron.hotkey, neuron]));
  const hotkeys = new Set([...neurons.keys(), ...data.commitments.keys(), ...data.manifests.keys()]);
  hotkeys.delete(burnHotkey);
  const entries = [];
  const miners = [...hotkeys].sort(compareAccounts).map((hotkey) => {
    const miner = { hotkey, account: accountHex(hotkey), ...standingOf(data, hotkey, neurons.get(hotkey)) };
    miner.reasons = miner.reason === undefined ? handedIn(data, miner, expectedOf, entries) : [miner.reason];
    return miner;
  });
  return { miners, entries };
};
