import { raw32, sample, taggedBytes, taggedHash, text, u64 } from '@subnet-scoring/core';
import { judge } from './judge.mjs';
import { completeness, gatherEntries } from './submissions.mjs';

// Rules 1 to 9 of docs/mechanisms/zipcode-race.md in doubles, as a validator's script would have them, for a log of one
// observer: against this is measured what exact shares, and a result that can be explained, cost.

const arrivalOrder = ({ context }, seed, entries) => {
  const tie = (entry) => {
    entry.tie ??= taggedHash(context.sha256, 'tie/1', [
      raw32(seed),
      text(entry.file.zipcode),
      raw32(entry.miner.account),
    ]);
    return entry.tie;
  };
  return entries.sort((a, b) => a.anchor - b.anchor || (tie(a) < tie(b) ? -1 : 1));
};

const walk = (data, seed, arrived) => {
  const { evaluateTop, maxEvaluate, shareppm } = data.params;
  const owners = new Set();
  const candidates = [];
  const rest = [];
  let verified = 0;
  for (const entry of arrived) {
    const stopped =
      verified === evaluateTop ||
      (verified >= shareppm.length && candidates.length >= evaluateTop) ||
      candidates.length === maxEvaluate;
    if (stopped || owners.has(entry.miner.coldkey)) rest.push(entry);
    else {
      owners.add(entry.miner.coldkey);
      const candidate = { entry, ...judge(data, seed, entry, entry.miner.tier.rows) };
      candidates.push(candidate);
      if (candidate.verdict === 'verified') verified += 1;
    }
  }
  for (const { miner } of rest) miner.reasons.push(owners.has(miner.coldkey) ? 'SAME_OWNER' : 'OUTSIDE_TOP');
  return candidates;
};

const pointsOf = (params, { file }, position, expected) => {
  const { quality, evaluateTop, countToleranceppm } = params;
  const least = params.minCompleteppm / 1e6;
  const off = Math.abs(file.measure.rows - expected) / expected / (countToleranceppm / 1e6);
  const q = Math.min((completeness(params, file.measure) - least) / (1 - least), Math.max(0, 1 - off));
  return (quality.speedppm * ((evaluateTop - position) / evaluateTop) + quality.qualityppm * q) / 1e6;
};

const VERDICT_REASON = { verified: 'OUTSIDE_TOP', failed: 'SPOTCHECK_FAILED', unverified: 'UNVERIFIED' };

const raceAll = (data, seed, entries, zipcodes) => {
  const { params } = data;
  const total = zipcodes.reduce((sum, { expected }) => sum + expected, 0);
  const ofZipcode = new Map(zipcodes.map(({ zipcode }) => [zipcode, []]));
  for (const entry of entries) ofZipcode.get(entry.file.zipcode).push(entry);
  const rewards = new Map();
  const checked = [];
  for (const { zipcode, expected } of zipcodes) {
    const candidates = walk(data, seed, arrivalOrder(data, seed, [...ofZipcode.get(zipcode)]));
    checked.push(...candidates);
    for (const { entry, verdict } of candidates) entry.miner.reasons.push(VERDICT_REASON[verdict]);
    candidates
      .filter(({ verdict }) => verdict === 'verified')
      .map(({ entry: { miner }, entry }, position) => ({
        miner,
        position,
        points: pointsOf(params, entry, position, expected),
      }))
      .sort((a, b) => b.points - a.points || a.position - b.position)
      .slice(0, params.shareppm.length)
      .forEach(({ miner }, rank) => {
        const reward = (params.shareppm[rank] / 1e6) * (expected / total) * (miner.tier.factorppm / 1e6);
        rewards.set(miner, (rewards.get(miner) ?? 0) + reward);
      });
  }
  const taken = new Set(checked.map(({ entry }) => entry));
  const spared = zipcodes.flatMap(({ zipcode }) => ofZipcode.get(zipcode).filter((entry) => !taken.has(entry)));
  return { rewards, checked, spared };
};

const lottery = (data, seed, spared) => {
  const { sha256, epoch } = data.context;
  const { lottery: count, lotteryRows } = data.params.participation;
  const drawSeed = taggedBytes(sha256, 'lottery/1', [raw32(seed), u64(epoch)]);
  return sample(sha256, drawSeed, spared.length, Math.min(count, spared.length)).map((at) => {
    const found = { entry: spared[at], ...judge(data, seed, spared[at], lotteryRows) };
    if (found.verdict !== 'verified') spared[at].miner.reasons.push(VERDICT_REASON[found.verdict]);
    return found;
  });
};

const participants = ({ minZipcodes }, entries, excluded) => {
  const owners = new Map();
  for (const { miner, file } of entries) {
    if (excluded.has(miner.coldkey)) continue;
    const owner = owners.get(miner.coldkey);
    if (owner === undefined) owners.set(miner.coldkey, { miner, zipcodes: new Set([file.zipcode]) });
    else owner.zipcodes.add(file.zipcode); // entries come by account, so the first miner is the lowest
  }
  return [...owners.values()].filter(({ zipcodes }) => zipcodes.size >= minZipcodes).map(({ miner }) => miner);
};

const pay = (params, entries, { rewards, checked }) => {
  const confirmed = new Map();
  const excluded = new Set([...rewards.keys()].map(({ coldkey }) => coldkey));
  for (const { entry, verdict, confirmed: rows } of checked) {
    confirmed.set(entry.miner, (confirmed.get(entry.miner) ?? 0) + rows);
    if (verdict === 'failed') excluded.add(entry.miner.coldkey);
  }
  const synthetic = [...confirmed].filter(([, rows]) => rows >= params.spotCheck.syntheticRows).map(([miner]) => miner);
  for (const miner of synthetic) {
    excluded.add(miner.coldkey);
    miner.reasons.push('SYNTHETIC');
  }
  const paid = participants(params.participation, entries, excluded);
  const pool = Math.min(paid.length * params.participation.ppm, params.participation.maxppm) / 1e6;
  for (const miner of paid) {
    miner.share = pool / paid.length;
    miner.reasons.push('PARTICIPATED');
  }
  for (const [miner, reward] of rewards) {
    miner.share = synthetic.includes(miner) ? 0 : reward * (1 - pool);
    miner.reasons.push('SCORED');
  }
};

/** Miners by account, each with `share` (undefined is nothing) and `reasons`, of what `gather` gathered. */
export const closeInDoubles = (data, seed) => {
  const { zipcodes } = data.context.opened;
  const expectedOf = new Map(zipcodes.map(({ zipcode, expected }) => [zipcode, expected]));
  const { miners, entries } = gatherEntries(data, expectedOf);
  const { rewards, checked, spared } = raceAll(data, seed, entries, zipcodes);
  pay(data.params, entries, { rewards, checked: [...checked, ...lottery(data, seed, spared)] });
  return miners;
};
