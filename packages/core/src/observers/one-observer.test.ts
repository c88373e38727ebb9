import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountOf } from '../testing/names.js';
import { isHeard } from './one-observer.js';

const [vera, walt] = [accountOf('vera'), accountOf('walt')];

test('"any" is for a log of one’s own; elsewhere only the observer that the rules name counts', () => {
  for (const [observer, authority, by, want] of [
    ['any', 'local', vera, true],
    ['any', vera, vera, false],
    ['any', vera, walt, false],
    [vera, 'local', vera, true],
    [vera, 'local', walt, false],
    [vera, walt, vera, true],
    [vera, walt, walt, false],
  ] as const) {
    assert.is(isHeard(observer, authority, by), want, `${observer} ${authority} ${by}`);
  }
});

test.run();
