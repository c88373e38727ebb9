import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { calendarOf } from './calendar-of.js';
import type { EpochCalendar } from './epoch-calendar.js';
import { legacyCalendar } from './legacy.js';
import { nextEpochStart, statefulCalendar } from './stateful.js';
import { upgradeSchedule } from './upgrade.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const AT = 10_000;
const state = { block: AT, lastEpochBlock: 9_900, pendingEpochAt: 0, blocksSinceLastStep: 100, subnetEpochIndex: 27 };

test('the legacy calendar: observed blocks of netuid 1 at tempo 5', () => {
  const calendar = legacyCalendar(1, 5);
  const ran = [29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40].filter((block) => calendar.runsAt(block));
  assert.equal(ran, [33, 39]);
  assert.equal([33, 34, 39, 40].map(calendar.epochIndex), [5, 6, 6, 7]);
  assert.equal(calendar.revealWindow({ block: 24 }, 1), { first: 28, last: 33 });
  assert.equal(calendar.revealWindow({ block: 0 }, 0), { first: 0, last: 5 });
});

test('the next epoch is the first block that runs one', () => {
  const tempo = fc.integer({ min: 1, max: 40 });
  const anyCalendar = fc.oneof(
    fc.tuple(fc.nat(4095), tempo).map(([netuid, of]) => legacyCalendar(netuid, of)),
    fc.tuple(tempo, fc.nat(60), fc.nat(60), fc.nat(50_500)).map(([of, ago, ahead, since]) =>
      statefulCalendar(of, {
        ...state,
        lastEpochBlock: AT - ago,
        pendingEpochAt: ahead && AT + ahead,
        blocksSinceLastStep: since,
      }),
    ),
  );
  fc.assert(
    fc.property(anyCalendar, fc.nat(100), (calendar: EpochCalendar, ahead) => {
      const from = AT + 1 + ahead;
      let block = from;
      while (!calendar.runsAt(block)) block += 1;
      assert.is(calendar.nextEpoch(from), block);
    }),
  );
});

test('a commit may be revealed in the blocks of one epoch, and in no other', () => {
  const kinds = [legacyCalendar(7, 20), statefulCalendar(20, { ...state, lastEpochBlock: AT - 5 })];
  for (const calendar of kinds) {
    for (let committed = AT + 1; committed < AT + 60; committed += 7) {
      const epoch = calendar.epochIndex(committed);
      const window = calendar.revealWindow({ block: committed, epoch }, 2);
      const blocks = Array.from({ length: 200 }, (_, i) => AT + i).filter(
        (block) => calendar.epochIndex(block) === epoch + 2,
      );
      assert.equal(window, { first: blocks[0], last: blocks[blocks.length - 1] });
    }
  }
});

test('the stateful calendar: by the clock, by the owner, and when nothing ran for long', () => {
  const by = (change: Partial<typeof state>, tempo = 360) => statefulCalendar(tempo, { ...state, ...change });
  assert.equal([by({}).nextEpoch(AT), by({}).blocksUntilEpoch(AT)], [10_260, 260]);
  assert.equal([by({}).epochIndex(10_259), by({}).epochIndex(10_260), by({}).epochIndex(10_620)], [27, 28, 29]);
  assert.is(by({ pendingEpochAt: 10_001 }).nextEpoch(AT), 10_001);
  assert.is(by({ lastEpochBlock: 0 }).nextEpoch(AT), AT, 'overdue');
  assert.is(by({ blocksSinceLastStep: 50_400 }, 60_000).nextEpoch(AT), 10_001);
  assert.is(by({ blocksSinceLastStep: 50_400 }, 60_000).runsAt(AT), false);
  assert.equal(by({}).revealWindow({ block: 9_950, epoch: 27 }, 0), { first: 9_900, last: 10_259 });
  assert.is(by({}).revealWindow({ block: 1, epoch: 2 }, 1), undefined, 'over');
});

test('at tempo 0 no epoch comes', () => {
  for (const calendar of [legacyCalendar(3, 0), statefulCalendar(0, state)]) {
    assert.equal(
      [calendar.nextEpoch(AT), calendar.blocksUntilEpoch(AT), calendar.runsAt(AT)],
      [undefined, undefined, false],
    );
  }
  assert.is(statefulCalendar(0, state).revealWindow({ block: AT }, 1), undefined);
  assert.is(nextEpochStart(0, state), undefined);
  assert.is(upgradeSchedule(1, 0, AT), undefined);
});

test('the runtime decides which calendar holds, and the upgrade moves no epoch', () => {
  assert.is(calendarOf(422, 1, 360, { block: AT }).nextEpoch(AT), legacyCalendar(1, 360).nextEpoch(AT));
  assert.is(calendarOf(423, 1, 360, state).nextEpoch(AT), 10_260);
  const args = fc.tuple(fc.nat(4095), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 10_000, max: 9_000_000 }));
  fc.assert(
    fc.property(args, ([netuid, tempo, block]) => {
      const after = calendarOf(423, netuid, tempo, { block, ...upgradeSchedule(netuid, tempo, block) });
      assert.is(after.nextEpoch(block), legacyCalendar(netuid, tempo).nextEpoch(block));
    }),
  );
});

test.run();
