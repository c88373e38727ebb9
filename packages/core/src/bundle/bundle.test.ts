import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeCanonical } from '../event/canonical.js';
import type { Json } from '../event/json.js';
import { pureHost } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { FX_ZERO } from '../numbers/fx.js';
import { formatFx } from '../numbers/fx-text.js';
import {
  accountOf,
  given,
  hashOf,
  opening,
  replayFacts,
  segmentLines,
  smallWorld,
  submission,
} from '../testing/index.js';
import {
  compareSegments,
  confidenceOf,
  decodeStatedWeights,
  decodeStatement,
  encodeStatedWeights,
  encodeStatement,
  firstOutputDifference,
  formConsensus,
  type Statement,
  type Voice,
} from './index.js';

const zipcodes = { '08540': 40, '19103': 60 };
const world = smallWorld({ zipcodes, miners: ['ann', 'bob'] });
const files = { '08540': 40, '19103': 60 };
const { facts } = given(
  world,
  opening(world, 0),
  submission(world, 0, 'ann', { at: 5, files }),
  submission(world, 0, 'bob', { at: 9, files: { '19103': 60 } }),
).checked(0);
const [result] = replayFacts(world.header, facts);
if (result === undefined) throw new Error('no result');
const statementBytes = encodeStatement(result);
const weightsBytes = encodeStatedWeights(world.header.netuid, result) ?? new Uint8Array();

const right = <A>(read: E.Either<unknown, A>): A => {
  if (E.isLeft(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};
const statement = right(decodeStatement(pureHost, statementBytes));
const weights = right(decodeStatedWeights(pureHost, weightsBytes));

type Loose = Record<string, Json>;
const changed = (bytes: Uint8Array, change: (value: Loose) => Loose): Uint8Array =>
  encodeUtf8(encodeCanonical(change(JSON.parse(Buffer.from(bytes).toString()) as Loose)));

test('a statement says what the epoch came to, and its hashes follow from it', () => {
  assert.equal(statement.seal, result.seal);
  assert.is(weights.weights, result.weights?.hash);
  assert.is(statement.miners.length, result.miners.length);
});

test('a statement whose hashes do not follow from it is refused', () => {
  const refused = (change: (value: Loose) => Loose): boolean =>
    E.isLeft(decodeStatement(pureHost, changed(statementBytes, change)));
  const miners = statement.miners as unknown as readonly Loose[];
  assert.not.ok(refused((value) => value));
  assert.ok(refused((value) => ({ ...value, burn: '0' })));
  assert.ok(refused((value) => ({ ...value, miners: miners.slice(1) })));
  assert.ok(refused((value) => ({ ...value, miners: [...miners].reverse() })));
  assert.ok(
    refused((value) => ({ ...value, burn: '9'.repeat(39) })),
    'beyond 128 bits',
  );
  assert.ok(refused((value) => ({ ...value, seal: { ...(value['seal'] as Loose), segment: hashOf('other') } })));
  assert.ok(refused((value) => ({ ...value, seal: { ...(value['seal'] as Loose), count: -1 } })));
  const vector = (change: (value: Loose) => Loose): boolean =>
    E.isLeft(decodeStatedWeights(pureHost, changed(weightsBytes, change)));
  assert.not.ok(vector((value) => value));
  assert.ok(vector((value) => ({ ...value, values: [] })));
  assert.ok(vector((value) => ({ ...value, netuid: 45 })));
  assert.ok(vector((value) => ({ ...value, values: (value['values'] as number[]).map(() => 1) })));
});

test('files that were paid for are accepted, with every look at their rows', () => {
  const found = confidenceOf(result, facts);
  assert.equal(
    found.map(({ zipcode, hotkey }) => `${zipcode} ${hotkey}`).sort(),
    [`08540 ${accountOf('ann')}`, `19103 ${accountOf('ann')}`, `19103 ${accountOf('bob')}`].sort(),
  );
  for (const file of found) {
    assert.equal([file.rows.length, file.passed, file.conclusive, file.evidence.length], [10, 10, 10, 10]);
    assert.equal(
      file.evidence.map(({ row }) => row),
      file.rows,
    );
    assert.is(file.wilson, '722459831233383423');
  }
});

test('a miner who invents rows is accepted nowhere', () => {
  const invented = given(world, opening(world, 0), submission(world, 0, 'ann', { at: 5, files })).checked(0, {
    source: () => 'absent',
  });
  const [other] = replayFacts(world.header, invented.facts);
  assert.equal(
    other?.mechanisms.map(({ accepted }) => accepted.length),
    [0],
  );
});

test('two segments differ at the first fact that one of them lacks', () => {
  const lines = segmentLines(facts);
  const at = 10;
  const less = lines.filter((_, line) => line !== at);
  const found = right(compareSegments(pureHost.sha256, lines, less));
  assert.equal([found?.in, found?.line, found?.onlyFirst, found?.onlySecond], ['first', at + 1, 1, 0]);
  const swapped = right(compareSegments(pureHost.sha256, less, lines));
  assert.equal([swapped?.in, swapped?.line, swapped?.onlyFirst, swapped?.onlySecond], ['second', at + 1, 0, 1]);
  assert.equal(swapped?.fact, found?.fact);
  assert.is(right(compareSegments(pureHost.sha256, lines, lines)), undefined);
  const longer = right(compareSegments(pureHost.sha256, lines, lines.slice(0, -1)));
  assert.equal([longer?.in, longer?.line], ['first', lines.length]);
  const broken = compareSegments(pureHost.sha256, lines, ['{}']);
  assert.equal(E.isLeft(broken) && broken.left, { in: 'second', line: 1 });
});

const voice = (name: string, stakeRao: bigint, given: Partial<Statement['seal']> = {}): Voice => ({
  hotkey: accountOf(name),
  stakeRao,
  statement: { ...statement, seal: { ...statement.seal, ...given } },
  weights,
});
const verdictOf = (permits: bigint, ...voices: readonly Voice[]): string => formConsensus(voices, permits).verdict;

test('agreement needs two voices and more than half of the stake; a difference needs two voices', () => {
  assert.is(verdictOf(100n), 'unheard');
  assert.is(verdictOf(100n, voice('a', 100n)), 'unheard');
  assert.is(verdictOf(100n, voice('a', 25n), voice('b', 25n)), 'unheard');
  assert.is(verdictOf(100n, voice('a', 25n), voice('b', 26n)), 'agreed');
  assert.is(
    verdictOf(100n, voice('a', 1n), voice('b', 1n, { segment: hashOf('x') as Statement['seal']['segment'] })),
    'differ',
  );
  assert.is(verdictOf(0n, voice('a', 0n), voice('b', 0n)), 'unheard');
});

test('equal inputs and other outputs differ; another history before the epoch does not', () => {
  const scores = hashOf('x') as Statement['seal']['scores'];
  const consensus = formConsensus([voice('a', 60n), voice('b', 40n, { scores })], 100n);
  assert.equal([consensus.verdict, consensus.inputs.length, consensus.outputs.length], ['differ', 1, 2]);
  assert.is(verdictOf(100n, voice('a', 60n), voice('b', 40n, { prev: scores })), 'agreed');
});

test('the greatest camp stands first, and the first miner or uid that differs is named', () => {
  const rules = hashOf('x') as Statement['seal']['rules'];
  const { outputs } = formConsensus([voice('a', 10n, { rules }), voice('b', 29n), voice('c', 20n, { rules })], 60n);
  assert.equal(
    outputs.map(({ hotkeys, stakeRao }) => [hotkeys.length, stakeRao]),
    [
      [2, 30n],
      [1, 29n],
    ],
  );
  const [first] = statement.miners;
  const less = { weights, statement: { ...statement, miners: statement.miners.slice(1) } };
  const said = firstOutputDifference({ statement, weights }, less);
  assert.equal(said, {
    what: 'miner',
    of: first?.hotkey,
    first: `${formatFx(result.miners[0]?.share ?? FX_ZERO)} ${first?.reason}`,
    second: 'nothing',
  });
  const vector = { ...weights, values: weights.values.map((value, at) => (at === 1 ? value + 1 : value)) };
  assert.is(firstOutputDifference({ statement, weights }, { statement, weights: vector })?.of, `${weights.uids[1]}`);
  assert.is(firstOutputDifference({ statement, weights }, { statement, weights: undefined })?.what, 'vector');
  assert.is(firstOutputDifference({ statement, weights }, { statement, weights }), undefined);
});

test.run();
