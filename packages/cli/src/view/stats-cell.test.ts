import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesText, statsCellText } from './stats-cell.js';

test('bytes in the greatest unit they fill, rounded down', () => {
  assert.is(bytesText(0n), '0 B');
  assert.is(bytesText(1_023n), '1023 B');
  assert.is(bytesText(1_536n), '1.5 KiB');
  assert.is(bytesText(1_048_575n), '1023.99 KiB');
  assert.is(bytesText(50n * 1_024n ** 5n), '50 PiB');
  assert.is(bytesText(3_000n * 1_024n ** 6n), '3000 EiB');
});

test('a cell by its unit; what does not apply is a dash, and nothing moves the terminal', () => {
  assert.is(statsCellText('ppm', 912_500), '91.25 %');
  assert.is(statsCellText('fx', '0.1234567'), '0.123457');
  assert.is(statsCellText('count', 7), '7');
  assert.is(statsCellText('text', undefined), '-');
  assert.is(statsCellText('text', 'Gold\u001b[2J'), 'Gold\\u001b[2J');
});

test.run();
