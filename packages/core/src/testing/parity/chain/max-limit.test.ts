import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chainAllowsMax } from './max-limit.js';

test('the greatest weight against the limit, as the chain compared them', () => {
  for (const [values, limit, allowed] of [
    [[], 0, true],
    [[0], 0, true],
    [[65_535], 65_534, false],
    [[0, 65_535, 65_535], 32_767, false],
    [[0, 65_535, 65_535], 32_768, true],
    [[0, 65_535, 65_535, 65_535], 21_845, true],
    [[0, 65_535, 65_535, 65_535], 21_844, false],
  ] as const) {
    assert.is(chainAllowsMax(values, limit), allowed, `${values} against ${limit}`);
  }
});

test.run();
