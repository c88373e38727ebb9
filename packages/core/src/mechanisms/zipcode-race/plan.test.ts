import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PlannedRows } from '../../mechanism/plan.js';
import { accountOf, checkRound, given, opening, smallWorld, submission } from '../../testing/index.js';

const ZIP = '19103';
const world = smallWorld({ zipcodes: { [ZIP]: 100 }, miners: ['ann', 'bob'] });
const { seedBlock, evidenceBlock } = world.blocksOf(0);
const facts = given(
  world,
  opening(world, 0),
  ...['ann', 'bob'].map((name, at) => submission(world, 0, name, { at: at + 1, files: { [ZIP]: 100 } })),
);

const planned = (known: ReturnType<typeof given>): PlannedRows[] =>
  (known.scores(0).result.plan('next') ?? []).flatMap((check) => ('rows' in check ? [check] : []));
const round = planned(facts);
const absent = round.find(({ hotkey }) => hotkey === accountOf('ann'))?.rows[0] ?? -1;

/** Everybody is looked up, and one row of ann is not there. */
const looks = (observer: string, block: number, plan = round) =>
  checkRound(world, 0, block, block, observer, plan, ({ miner, row }) =>
    miner === 'ann' && row === absent ? 'absent' : 'passed',
  );

test('a row that one look found not to exist is looked up again, from the block from which that counts', () => {
  assert.equal(
    round.map(({ purpose }) => purpose),
    ['candidate', 'candidate'],
  );
  const once = facts.and(looks('observer', seedBlock + 1));
  const [again, ...rest] = planned(once);
  assert.equal(rest, []);
  assert.is(again?.purpose, 'confirmation');
  assert.equal(again?.rows, [absent]);
  assert.is(again?.fromBlock, seedBlock + 1 + 100);
  assert.equal(once.scores(0).result.plan('first')?.length, 2);

  const early = once.and(looks('observer', seedBlock + 100, [again as PlannedRows]));
  assert.is(planned(early)[0]?.fromBlock, seedBlock + 101, 'a look too early moves nothing');
  early.scores(0).thenReasons({ ann: 'SCORED' });
  const confirmed = once.and(looks('observer', seedBlock + 101, [again as PlannedRows]));
  assert.equal(planned(confirmed), []);
  confirmed.scores(0).thenReasons({ ann: 'SPOTCHECK_FAILED' });
});

test('another observer confirms at once, and nobody is asked for a look that comes too late', () => {
  const once = facts.and(looks('observer', seedBlock + 1));
  assert.equal(planned(once.and(looks('other', seedBlock + 2))), []);
  assert.equal(planned(facts.and(looks('observer', evidenceBlock - 100))), []);
  assert.is(planned(facts.and(looks('observer', evidenceBlock - 101)))[0]?.fromBlock, evidenceBlock - 1);
});

test.run();
