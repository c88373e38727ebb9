import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import { accountOf, opening, replayFacts, smallWorld, submission } from '../../testing/index.js';

const noticesOf = (observers: readonly string[], authority: 'local' | 'chief'): readonly string[] => {
  const world = smallWorld({ zipcodes: { '19103': 100 }, miners: ['ann'], observers });
  const by = authority === 'local' ? 'local' : accountOf(authority);
  const facts = [...opening(world, 0), ...submission(world, 0, 'ann', { at: 5, files: { '19103': 100 } })].map(
    (fact): Fact => (fact.by === 'local' ? { ...fact, by } : fact),
  );
  const [result] = replayFacts({ ...world.header, authority: by }, facts);
  assert.is(result?.status, 'judged');
  return result?.mechanisms.flatMap(({ notices }) => notices) ?? [];
};

test("several observers who are all believed are named, except where the log is one's own", () => {
  assert.equal(noticesOf(['vera', 'eve'], 'chief'), [
    'observers "any" is for a log of one\'s own: here each of 2 observers is believed',
  ]);
  assert.equal(noticesOf(['vera'], 'chief'), []);
  assert.equal(noticesOf(['vera', 'eve'], 'local'), []);
});

test.run();
