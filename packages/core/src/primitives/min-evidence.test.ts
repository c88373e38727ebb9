import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeEvidence } from './min-evidence.js';

const RULE = { minConclusiveppm: 800_000, passppm: 800_000 };

test('too little evidence is no verdict, and both limits are inclusive', () => {
  for (const [asked, conclusive, passed, want] of [
    [10, 10, 10, 'verified'],
    [10, 10, 8, 'verified'],
    [10, 10, 7, 'failed'],
    [10, 8, 8, 'verified'],
    [10, 7, 7, 'unverified'],
    [10, 7, 0, 'unverified'],
    [10, 8, 7, 'verified'], // 7 of 8 is 0.875
    [10, 8, 6, 'failed'],
    [10, 0, 0, 'unverified'],
    [0, 0, 0, 'verified'],
  ] as const) {
    assert.is(judgeEvidence({ asked, conclusive, passed }, RULE), want, `${passed} of ${conclusive} of ${asked}`);
  }
});

test('a rule of all or nothing', () => {
  const strict = { minConclusiveppm: 660_000, passppm: 1_000_000 };
  assert.is(judgeEvidence({ asked: 3, conclusive: 2, passed: 2 }, strict), 'verified');
  assert.is(judgeEvidence({ asked: 3, conclusive: 3, passed: 2 }, strict), 'failed');
  assert.is(judgeEvidence({ asked: 3, conclusive: 1, passed: 1 }, strict), 'unverified');
});

test.run();
