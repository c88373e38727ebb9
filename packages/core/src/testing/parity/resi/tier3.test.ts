import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromPpm } from '../../../numbers/fx.js';
import { tier3Passes, tier3PassRate } from './tier3.js';

test('60 % of the checks, inclusive', () => {
  assert.ok(tier3Passes(3, 5));
  assert.not(tier3Passes(2, 4));
  assert.ok(tier3Passes(2, 2));
  assert.not(tier3Passes(1, 2), 'with the two samples that resi draws both must pass');
});

test('no check is no pass', () => {
  assert.not(tier3Passes(0, 0));
  assert.is(tier3PassRate(0, 0), undefined);
  assert.is(tier3PassRate(3, 5), fxFromPpm(600_000));
});

test('integers answer as the doubles of the original do', () => {
  for (let checks = 1; checks <= 300; checks += 1) {
    for (let valid = 0; valid <= checks; valid += 1) {
      assert.is(tier3Passes(valid, checks), valid / checks >= 0.6, `${valid} of ${checks}`);
    }
  }
});

test.run();
