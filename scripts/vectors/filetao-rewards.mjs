import assert from 'node:assert/strict';
import { accountFromBytes } from '../../packages/core/dist/ids.js';
import { scoreBatch } from '../../packages/core/dist/mechanisms/storage-tiers/batch.js';
import { countResult } from '../../packages/core/dist/mechanisms/storage-tiers/evolve.js';
import { newcomer, ownIdentity } from '../../packages/core/dist/mechanisms/storage-tiers/identity.js';
import { afterPing } from '../../packages/core/dist/mechanisms/storage-tiers/ping.js';
import { fxOf } from './check.mjs';
import { assertClose32 } from './filetao-close.mjs';
import { code, rowOf } from './filetao-rules.mjs';

/** Vectors of FileTAO's create_reward_vector (before the scaling by speed) and of its monitor. */

// The original breaks ties by the order of requests, we by account: here both orders are one.
const accountAt = (place) => accountFromBytes(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? place : 0)));

const MS = 1_000;

/** A time of 0 is as good as none in the original, but the answer still counts: it took the whole cutoff. */
const resultOf = (item, place) => {
  const { process_times: times, verified, tiers, synapse_timeout: cutoff } = item;
  const known = times[place] !== null && times[place] !== 0;
  const answered = verified[place] ? 'passed' : 'failed';
  return {
    hotkey: accountAt(place),
    tier: rowOf(code, tiers[place]),
    bytes: 1,
    outcome: known || verified[place] ? answered : 'timeout',
    latencyMs: Math.round((known ? times[place] : cutoff) * MS),
  };
};

const rewardCase = (item, at) => ({
  name: `${at + 1}: ${item.task}, ${item.uids.length} results`,
  check: () => {
    const cutoffMs = item.synapse_timeout * MS;
    const entrants = item.uids.map((_, place) => resultOf(item, place));
    const { attempts, rewards } = scoreBatch(code, item.task, cutoffMs, entrants);
    for (const [place, reward] of rewards.entries()) {
      assertClose32(reward, item.rewards_f32[place], `reward of uid ${item.uids[place]}`);
    }
    for (const [place, uid] of item.uids.entries()) {
      const identity = ownIdentity(newcomer(code, 0), uid);
      countResult(identity, item.task, attempts[place].passed, 1);
      const counts = [identity.attempts[item.task], identity.successes[item.task], identity.lifetime].map(String);
      const expected = item.attempts_successes?.[`hk${uid}`];
      if (expected !== undefined) assert.deepEqual(counts, expected, `counters of uid ${uid}`);
    }
  },
});

export const rewardVector = ({ cases }) => cases.map(rewardCase);

const monitorCase = ({ rounds }, at) => ({
  name: `${at + 1}: ${rounds.length} rounds`,
  check: () => {
    // Nobody can be down after one round, so the first scores are those before it.
    let miners = rounds[0].scores.map((score) => ({ missed: 0, score: fxOf(score) }));
    for (const [round, { failed, down_uids: down, counters, scores }] of rounds.entries()) {
      const next = miners.map((miner, uid) => afterPing(code, miner, !failed.includes(uid)));
      const penalised = [...next.keys()].filter((uid) => next[uid].score !== miners[uid].score);
      miners = next;
      const what = `round ${round + 1}`;
      assert.deepEqual(
        penalised,
        [...down].sort((a, b) => a - b),
        `${what}: who is down`,
      );
      assert.deepEqual(
        miners.map(({ missed }) => missed),
        counters,
        `${what}: counters`,
      );
      for (const [uid, { score }] of miners.entries()) assertClose32(score, scores[uid], `${what}: score of ${uid}`);
    }
  },
});

export const monitor = ({ cases }) => cases.map(monitorCase);
