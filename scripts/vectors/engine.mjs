import * as core from '../../packages/core/dist/index.js';

/** Replays facts as a log of one's own would, epoch by epoch, and gives plain values to compare. */

const decodeAll = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const decoded = core.decodeFact(line);
      if (decoded._tag === 'Left') throw new Error(`${decoded.left.code}: ${decoded.left.found}`);
      return decoded.right;
    });

const groupByEpoch = (facts) => {
  const epochs = new Map();
  for (const fact of facts) {
    const { epoch } = fact.event;
    if (!epochs.has(epoch)) epochs.set(epoch, []);
    epochs.get(epoch).push(fact);
  }
  return [...epochs].sort(([a], [b]) => a - b);
};

const byHotkey = (miners, value) => Object.fromEntries(miners.map((miner) => [miner.hotkey, value(miner)]));

/** What an epoch came to, in the shape of an expected file. */
const plain = (result) => ({
  epoch: result.epoch,
  status: result.status,
  count: result.seal.count,
  segment: result.seal.segment,
  rules: result.seal.rules,
  scores: result.seal.scores,
  seal: result.seal.seal,
  burn: String(result.burn),
  shares: byHotkey(result.miners, ({ share }) => String(share)),
  reason: byHotkey(result.miners, ({ reason }) => reason),
  tiers: Object.fromEntries(result.mechanisms.flatMap(({ tiers }) => [...tiers])),
  weights: result.weights?.vector ?? null,
  plan1:
    result.status === 'judged'
      ? (result.plan('first') ?? []).map(({ zipcode, hotkey, sampled }) => [zipcode, hotkey, sampled])
      : [],
});

/** Replays NDJSON facts in any order of arrival; one result per epoch, ascending. Throws on a line or log that is wrong. */
export const replayFacts = (text) => {
  const facts = decodeAll(text);
  const header = core.logHeader(facts[0].event.netuid, 'local', '0'.repeat(64));
  let state = core.initialReplay(header);
  return groupByEpoch(facts).map(([epoch, own]) => {
    const replay = core.replayEpoch(header, state, epoch);
    replay.push(
      core.encodeUtf8(
        core
          .selectSegment(own)
          .facts.map(({ line }) => `${line}\n`)
          .join(''),
      ),
    );
    const closed = replay.close();
    if (closed._tag === 'Left') throw new Error(JSON.stringify(closed.left));
    state = closed.right.next;
    return plain(closed.right);
  });
};
