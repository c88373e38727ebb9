import assert from 'node:assert/strict';
import { legacyCalendar } from '../../packages/core/dist/calendar/legacy.js';
import { nextEpochStart, statefulCalendar } from '../../packages/core/dist/calendar/stateful.js';
import { upgradeSchedule } from '../../packages/core/dist/calendar/upgrade.js';
import { sections } from './check.mjs';

/** When epochs run. */

const NEVER = '18446744073709551615'; // what the runtime answers where none comes

const blocksOf = (expected) => (String(expected) === NEVER ? undefined : expected);

const legacy = (row, name) => ({
  name,
  check: () => {
    const calendar = legacyCalendar(row.netuid, row.tempo);
    assert.equal(calendar.blocksUntilEpoch(row.block), blocksOf(row.blocksUntilNextEpoch));
    assert.equal(calendar.runsAt(row.block), row.shouldRun);
    assert.equal(calendar.epochIndex(row.block), row.epochIndex);
  },
});

const legacyReveal = ({ netuid, tempo, commitBlock, revealPeriod, firstLast }, name) => ({
  name,
  check: () => {
    const window = legacyCalendar(netuid, tempo).revealWindow({ block: commitBlock }, revealPeriod);
    assert.deepEqual([window.first, window.last], firstLast);
  },
});

const stateful = (row, name) => ({
  name: `${name} (${row.name})`,
  check: () => {
    const calendar = statefulCalendar(row.tempo, { ...row, subnetEpochIndex: 0 });
    assert.equal(calendar.runsAt(row.block), row.shouldRun);
    assert.equal(calendar.blocksUntilEpoch(row.block), blocksOf(row.blocksUntilNextAutoEpoch));
    assert.equal(nextEpochStart(row.tempo, row) ?? null, row.nextEpochStartBlock);
  },
});

const upgrade = ({ netuid, tempo, upgradeBlock, legacyNextEpoch, newNextEpoch, ...expected }, name) => ({
  name,
  check: () => {
    const { lastEpochBlock, subnetEpochIndex } = expected;
    const written = upgradeSchedule(netuid, tempo, upgradeBlock);
    assert.deepEqual(written, { lastEpochBlock, subnetEpochIndex });
    const after = { ...written, block: upgradeBlock, pendingEpochAt: 0, blocksSinceLastStep: 0 };
    assert.equal(legacyCalendar(netuid, tempo).nextEpoch(upgradeBlock), legacyNextEpoch);
    assert.equal(statefulCalendar(tempo, after).nextEpoch(upgradeBlock), newNextEpoch);
  },
});

/** An epoch ran in the blocks after which no block had passed since the last step. */
const observed = ({ netuid, tempo, rows }) =>
  rows.map(([block, blocksSinceLastStep]) => ({
    name: `legacy_real_runtime_293 block ${block}`,
    check: () => assert.equal(legacyCalendar(netuid, tempo).runsAt(block), blocksSinceLastStep === 0),
  }));

export const epochBoundary = ({ legacy_real_runtime_293: recorded, ...lists }) => [
  ...sections(lists, {
    legacy_spec_le_422: legacy,
    legacy_reveal_blocks: legacyReveal,
    stateful_spec_ge_423: stateful,
    migration_at_423: upgrade,
  }),
  ...(recorded === undefined ? [] : observed(recorded)),
];
