import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  accountOf,
  checkRound,
  given,
  hashOf,
  makeFact,
  opening,
  smallWorld,
  submission,
  zipcodeRace1,
} from '../../testing/index.js';

const ZIP = '19103';
const OTHER = '15213';
const many = Array.from({ length: 10 }, (_, i) => `m${i}`);
const world = smallWorld({ zipcodes: { [OTHER]: 50, [ZIP]: 100 }, miners: many });
const open = opening(world, 0);
const first = (name: string, at: number, files: Parameters<typeof submission>[3]['files'] = { [ZIP]: 100 }) =>
  submission(world, 0, name, { at, files });

test('rule 1: who registers in the epoch, or loses its slot in it, is not eligible', () => {
  const late = smallWorld({
    zipcodes: { [ZIP]: 100 },
    miners: [
      'old',
      { name: 'new', registeredAt: 100_100 },
      { name: 'gone', uid: 9, leftAt: 100_200 },
      { name: 'heir', uid: 9, registeredAt: 100_200 },
    ],
  });
  const all = ['old', 'new', 'gone', 'heir'].flatMap((name, at) =>
    submission(late, 0, name, { at: at + 1, files: { [ZIP]: 100 } }),
  );
  given(late, opening(late, 0), all)
    .checked(0)
    .scores(0)
    .thenReasons({ old: 'SCORED', new: 'NOT_REGISTERED', gone: 'NOT_REGISTERED', heir: 'NOT_REGISTERED' });
});

test('rule 1: the last commitment in the window counts, outside it none does', () => {
  const { startBlock, endBlock } = world.blocksOf(0);
  given(world, open, first('m0', endBlock - startBlock), first('m1', endBlock - startBlock - 1), first('m2', 1))
    .checked(0)
    .scores(0)
    .thenReasons({ m0: 'LATE', m1: 'SCORED', m2: 'SCORED', m3: 'NO_SUBMISSION' });
});

test('rule 1: an unchanged file keeps its place when another one is corrected', () => {
  const before = submission(world, 0, 'm0', { at: 5, files: { [ZIP]: 100, [OTHER]: 20 } });
  const corrected = submission(world, 0, 'm0', { at: 50, files: { [ZIP]: 100, [OTHER]: 50 }, fresh: [OTHER] });
  const rival = first('m1', 20, { [ZIP]: 100, [OTHER]: 50 });
  const { result } = given(world, open, before, corrected, rival).checked(0).scores(0);
  const says = (name: string, zipcode: string) =>
    result.mechanisms[0]
      ?.explain(accountOf(name))
      .sections.find(({ title }) => title.includes(zipcode))
      ?.steps.find(({ says: s }) => s.includes('anchor'))?.says;
  assert.match(says('m0', ZIP) ?? '', /^1st of 2 .* anchor block 100005$/);
  assert.match(says('m0', OTHER) ?? '', /^2nd of 2 .* anchor block 100050$/);
});

test('rule 1: a copied file carries the name of its author, so the copier has nothing', () => {
  const copy = first('m1', 6, { [ZIP]: { rows: 100, copyOf: 'm0' } });
  given(world, open, first('m0', 5), copy).checked(0).scores(0).thenReasons({ m0: 'SCORED', m1: 'HASH_MISMATCH' });
});

test('rules 2 and 3: each quick check has its reason, in order', () => {
  const files = {
    m0: { rows: 111 },
    m1: { rows: 110 },
    m2: { rows: 100, blankCells: 81 },
    m3: { rows: 100, wrongZipRows: 1 },
    m4: { rows: 100, duplicateIdRows: 1 },
  };
  const all = Object.entries(files).flatMap(([name, file], at) => first(name, at + 1, { [ZIP]: file }));
  given(world, open, all).checked(0).scores(0).thenReasons({
    m0: 'COUNT_OUT_OF_RANGE',
    m1: 'SCORED',
    m2: 'FIELDS_MISSING',
    m3: 'WRONG_ZIPCODE',
    m4: 'DUPLICATE_ROWS',
  });
});

test('rules 5 and 7: six are looked at, three are paid', () => {
  const all = many.slice(0, 8).flatMap((name, at) => first(name, at + 1));
  given(world, open, all)
    .checked(0)
    .scores(0)
    .thenReasons({ m0: 'SCORED', m1: 'SCORED', m2: 'SCORED', m3: 'PARTICIPATED', m7: 'PARTICIPATED' });
});

test('rule 7: the fourth with perfect data passes a first with minimal data', () => {
  const all = [
    ...first('m0', 1, { [ZIP]: { rows: 100, blankCells: 80 } }),
    ...first('m1', 2),
    ...first('m2', 3),
    ...first('m3', 4),
  ];
  given(world, open, all)
    .checked(0)
    .scores(0)
    .thenReasons({ m1: 'SCORED', m2: 'SCORED', m3: 'SCORED', m0: 'PARTICIPATED' });
});

test('rule 5: one candidate per coldkey, also when it fails', () => {
  const owned = smallWorld({
    zipcodes: { [ZIP]: 100 },
    miners: [{ name: 'a1', coldkey: 'a' }, { name: 'a2', coldkey: 'a' }, 'b'],
  });
  const all = ['a1', 'a2', 'b'].flatMap((name, at) =>
    submission(owned, 0, name, { at: at + 1, files: { [ZIP]: 100 } }),
  );
  given(owned, opening(owned, 0), all)
    .checked(0, { source: ({ miner }) => (miner === 'a1' ? { mismatch: ['price'] } : 'passed') })
    .scores(0)
    .thenReasons({ a1: 'SPOTCHECK_FAILED', a2: 'SAME_OWNER', b: 'SCORED' });
});

test("rule 6: an outage is nobody's fault, and one wrong voice does not make a row synthetic", () => {
  const all = [...first('m0', 1), ...first('m1', 2)];
  given(world, open, all)
    .checked(0, { source: ({ miner }) => (miner === 'm0' ? { inconclusive: 'serverError' } : 'passed') })
    .scores(0)
    .thenReasons({ m0: 'PARTICIPATED', m1: 'SCORED' });
  const facts = given(world, open, all);
  const { result } = facts.scores(0);
  const plan = (result.plan('first') ?? []).flatMap((check) => ('rows' in check ? [check] : []));
  const block = world.blocksOf(0).seedBlock + 1;
  const once = checkRound(world, 0, block, 0, 'observer', plan, ({ miner, row }) =>
    miner === 'm0' && row === plan.find(({ hotkey }) => hotkey === accountOf('m0'))?.rows[0] ? 'absent' : 'passed',
  );
  facts.and(once).scores(0).thenReasons({ m0: 'SCORED', m1: 'SCORED' });
});

test('rule 6: confirmed rows that do not exist burn the reward and bar the coldkey', () => {
  const two = given(world, open, [...first('m0', 1), ...first('m1', 2)], opening(world, 1));
  const caught = two.checked(0, { source: ({ miner }) => (miner === 'm0' ? 'absent' : 'passed') });
  caught.scores(0).thenReasons({ m0: 'SYNTHETIC', m1: 'SCORED' }).thenShares({ m0: 0n });
  caught
    .and(submission(world, 1, 'm0', { at: 1, files: { [ZIP]: 100 } }))
    .checked(1)
    .scores(1)
    .thenReasons({ m0: 'BARRED' });
});

test('rule 9: participation is paid once per coldkey, to the lowest account', () => {
  const miners = [...many, { name: 'x1', coldkey: 'x' }, { name: 'x2', coldkey: 'x' }];
  const crowd = smallWorld({ zipcodes: { [ZIP]: 100 }, miners });
  const all = [...many.slice(0, 6), 'x1', 'x2'].flatMap((name, at) =>
    submission(crowd, 0, name, { at: at + 1, files: { [ZIP]: 100 } }),
  );
  const scores = given(crowd, opening(crowd, 0), all).checked(0).scores(0);
  const reasons = ['x1', 'x2'].map(scores.reasonOf).sort();
  assert.equal(reasons, ['OUTSIDE_TOP', 'PARTICIPATED']);
});

test('rule 10: tiers follow the lower Wilson bound at a rollover, and silence moves one down', () => {
  const tiers = {
    rolloverEpochs: 1,
    table: [
      { factorppm: 1_000_000, minPassed: 10, minWilsonppm: 600_000, name: 'Gold', rows: 10 },
      { factorppm: 900_000, minPassed: 0, minWilsonppm: 0, name: 'Bronze', rows: 10 },
    ],
    zDen: 100,
    zNum: 196,
  };
  const ranked = smallWorld({ zipcodes: { [ZIP]: 100 }, miners: ['m0'], params: { ...zipcodeRace1.params, tiers } });
  const log = given(
    ranked,
    [0, 1].flatMap((epoch) => opening(ranked, epoch)),
    submission(ranked, 0, 'm0', { at: 1, files: { [ZIP]: 100 } }),
  ).checked(0);
  const scored = log.scores(0);
  assert.is(scored.tierOf('m0'), 'Gold');
  assert.equal(
    scored.result.mechanisms[0]?.tierMoves.map(({ from, to, s, n, lifetime }) => [from, to, s, n, lifetime]),
    [['Bronze', 'Gold', 10, 10, 10]],
  );
  assert.is(log.scores(1).tierOf('m0'), 'Bronze');
});

test('what was not committed on chain counts for nothing', () => {
  const only = submission(world, 0, 'm0', { at: 1, files: { [ZIP]: 100 }, committed: false });
  given(world, open, only).scores(0).thenReasons({ m0: 'NOT_COMMITTED' });
  const { startBlock } = world.blocksOf(0);
  const commitment = makeFact(
    'SubmissionCommitted',
    { netuid: 46, epoch: 0, block: startBlock + 1, ix: [3, 0] },
    { hotkey: accountOf('m1'), manifestSha256: hashOf('never uploaded') },
  );
  given(world, open, commitment).scores(0).thenReasons({ m1: 'LATE' });
});

test.run();
