import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { legacyCalendar } from '../calendar/index.js';
import { hotkeyAt, smallSubnet } from '../testing/small-subnet.js';
import { commitBlocks } from './commit-blocks.js';

const calendar = { ...legacyCalendar(7, 360), epochIndex: (block: number) => Math.floor(block / 100) };
const at = (uid: number, block: number, epoch?: number) => ({
  hotkey: hotkeyAt(uid),
  block,
  ...(epoch === undefined ? {} : { epoch }),
});

test('the earliest commit that can still be revealed counts', () => {
  const state = smallSubnet(3, [], { commits: [at(0, 150), at(0, 250), at(0, 260), at(1, 280), at(9, 270)] });
  assert.equal(commitBlocks(state, calendar, 399, 1), [250, 280, undefined]);
  assert.equal(commitBlocks(state, calendar, 400, 1), [undefined, undefined, undefined]);
  assert.equal(commitBlocks(state, calendar, 400, 3), [150, 280, undefined]);
});

test('an epoch that is kept with the commit counts, and not the one its block would have', () => {
  const state = smallSubnet(1, [], { commits: [at(0, 150, 9)] });
  assert.equal(commitBlocks(state, calendar, 1000, 1), [150]);
  assert.equal(commitBlocks(state, calendar, 1100, 1), [undefined]);
});

test('no commits, no blocks', () => {
  assert.equal(commitBlocks(smallSubnet(2, []), calendar, 400, 1), [undefined, undefined]);
});

test.run();
