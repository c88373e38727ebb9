import assert from 'node:assert/strict';
import { countResult } from '../../packages/core/dist/mechanisms/storage-tiers/evolve.js';
import { newcomer, ownIdentity } from '../../packages/core/dist/mechanisms/storage-tiers/identity.js';
import { rollOver, rolloverAfter } from '../../packages/core/dist/mechanisms/storage-tiers/rollover.js';
import { code, rowOf } from './filetao-rules.mjs';

/** Vectors of FileTAO's statistics: one identity, event by event. */

const TASKS = ['store', 'challenge', 'retrieve'];
const fresh = () => ownIdentity(newcomer(code, 0), 0);

const shown = (identity) => ({
  ...Object.fromEntries(
    TASKS.flatMap((task) => [
      [`${task}_attempts`, String(identity.attempts[task])],
      [`${task}_successes`, String(identity.successes[task])],
    ]),
  ),
  total_successes: String(identity.lifetime),
  tier: code.tiers[identity.tier].name,
  storage_limit: code.tiers[identity.tier].limitBytes,
});

/** Takes over counters that the original was given by hand. */
const given = (stats) => {
  const identity = fresh();
  for (const task of TASKS) {
    identity.attempts[task] = Number(stats[`${task}_attempts`]);
    identity.successes[task] = Number(stats[`${task}_successes`]);
  }
  identity.lifetime = Number(stats.total_successes);
  identity.tier = rowOf(code, stats.tier);
  return identity;
};

/** The identity after an event; `byHand` says that its counters were set and not computed. */
const after = (identity, event, stats) => {
  if (typeof event === 'object' && 'task' in event) {
    // A ping touches no counter, here as there.
    if (TASKS.includes(event.task)) countResult(identity, event.task, event.success, 1);
    return { identity };
  }
  if (typeof event === 'object' || event.includes('input')) return { identity: given(stats), byHand: true };
  if (event.includes('register_miner')) return { identity: fresh() };
  assert.ok(event.includes('compute_all_tiers'), `unknown event ${JSON.stringify(event)}`);
  const everyBlocks = code.rolloverBlocks;
  rollOver(code, rolloverAfter(everyBlocks, 0), everyBlocks, new Map([['miner', identity]]));
  return { identity };
};

const traceCase = ({ name, trace }) => ({
  name,
  check: () => {
    let identity = fresh();
    for (const [at, { event, stats }] of trace.entries()) {
      const next = after(identity, event, stats);
      identity = next.identity;
      const expected = next.byHand ? { ...stats, storage_limit: shown(identity).storage_limit } : stats;
      assert.deepEqual(shown(identity), expected, `event ${at + 1}: ${JSON.stringify(event)}`);
    }
  },
});

export const statsLifecycle = ({ cases }) => cases.map(traceCase);
