import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Account } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { accountOf } from '../../testing/names.js';
import { PLAIN } from '../../testing/volume-race/told.js';
import { observes } from './observer.js';
import type { Params } from './params.js';

const [vera, walt] = [accountOf('vera'), accountOf('walt')];
const counts = (observer: string, authority: Account | 'local', by: Account): boolean =>
  observes({ ...PLAIN, observer } as unknown as Params, { authority } as EpochContext)(by);

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
    assert.is(counts(observer, authority, by), want, `${observer} ${authority} ${by}`);
  }
});

test.run();
