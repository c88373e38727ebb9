import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../event/index.js';
import { pureHost } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { EpochNumber, Hash32 } from '../ids.js';
import {
  accountOf,
  bytesOf,
  type Finding,
  given,
  hashOf,
  inCanonicalOrder,
  opening,
  replayFacts,
  type Source,
  seededRandom,
  segmentLines,
  smallWorld,
  submission,
  zipcodeRace1,
} from '../testing/index.js';
import {
  type BundlePart,
  type Contradiction,
  compareConfidence,
  confidenceOf,
  contradictedByCopies,
  contradictedByFacts,
  decodeConfidence,
  encodeConfidence,
  type FileConfidence,
  filePartName,
  readSegmentFacts,
} from './index.js';

const world = smallWorld({ zipcodes: { '19103': 60 }, miners: ['ann', 'bob'] });
const file = { files: { '19103': 60 } };
const { facts } = given(
  world,
  opening(world, 0),
  submission(world, 0, 'ann', { at: 5, ...file }),
  submission(world, 0, 'bob', { at: 9, ...file }),
).checked(0);
const ordered = inCanonicalOrder(facts);
const [result] = replayFacts(world.header, facts);
if (result === undefined) throw new Error('no result');
const files = confidenceOf(result, ordered);
const [first] = files as readonly [FileConfidence];
const of = filePartName(first.zipcode, first.hotkey);

const with1 = (change: Partial<FileConfidence>): readonly FileConfidence[] => [
  { ...first, ...change },
  ...files.slice(1),
];
const said = (found: Contradiction | undefined): string =>
  found === undefined ? 'nothing' : `${found.of}: ${found.expected} / ${found.found}`;

test('what follows from the facts is contradicted by nothing', () => {
  assert.is(files.length, 2);
  assert.is(contradictedByFacts(files, ordered), undefined);
  assert.is(compareConfidence(files, files), undefined);
});

test('contents, verdicts, bounds and looks that do not follow are named with their file', () => {
  const other = hashOf('other') as Hash32;
  const [look, ...rest] = first.evidence;
  if (look === undefined) throw new Error('no look');
  for (const [change, expected] of [
    [{ contentSha256: other }, `a content that was seen / ${other}`],
    [{ conclusive: 11 }, 'conclusive at most 10 / 11'],
    [{ passed: 11 }, 'passed at most 10 / 11'],
    [{ passed: 9 }, 'passed at least 10 / 9'],
    [{ wilson: '722459831233383424' }, 'wilson "722459831233383423" / "722459831233383424"'],
    [{ evidence: rest }, JSON.stringify(look)],
    [{ evidence: [...first.evidence, look] }, 'no look / '],
    [{ evidence: [{ ...look, evidenceSha256: other }, ...rest] }, JSON.stringify(look)],
    [{ rows: first.rows.slice(1) }, 'conclusive at most 9 / 10'],
  ] as const) {
    const found = said(contradictedByFacts(with1(change), ordered));
    assert.ok(found.startsWith(`${of}: ${expected}`), `${found} instead of ${expected}`);
  }
});

test('against a replay every field, and every file more or less, is found', () => {
  for (const change of [{ rows: [...first.rows, 10_000] }, { conclusive: 9, passed: 9 }, { passed: 9 }]) {
    assert.is(compareConfidence(files, with1(change))?.of, of);
  }
  assert.is(said(compareConfidence(files, files.slice(1))), `${of}: a file that won / none`);
  assert.is(said(compareConfidence(files.slice(1), files)), `${of}: no file that won / one`);
});

test('a copy is the content that won, and nothing else has a copy', () => {
  const part = (name: string, sha256: Hash32): BundlePart => ({ bytes: 1, name, sha256 });
  assert.is(
    contradictedByCopies(files, [part(of, first.contentSha256), part('segment.ndjson', hashOf('x'))]),
    undefined,
  );
  assert.is(contradictedByCopies(files, []), undefined, 'a copy may be gone');
  assert.is(contradictedByCopies(files, [part(of, hashOf('x'))])?.expected, first.contentSha256);
  const stranger = part(filePartName('19103', accountOf('eve')), first.contentSha256);
  assert.is(contradictedByCopies(files, [stranger])?.of, stranger.name);
});

test('looking a thousand times, or at rows that were not drawn, makes no list longer', () => {
  const check = ordered.find((fact) => fact.type === 'SpotCheckPassed' && fact.data.hotkey === first.hotkey);
  if (check?.type !== 'SpotCheckPassed' || !('zipcode' in check.data.subject)) throw new Error('no check');
  const { data } = check;
  const { subject } = check.data;
  const looks = Array.from({ length: 1000 }, (_, n): Fact => {
    const row = n % 2 === 0 ? subject.row : 59 - (n % 40);
    return { ...check, data: { ...data, evidenceSha256: hashOf(`look ${n}`), subject: { ...subject, row } } };
  });
  const more = inCanonicalOrder([...facts, ...looks]);
  const [again] = confidenceOf(result, more) as readonly [FileConfidence];
  assert.is(again.evidence.length, 10);
  assert.is(contradictedByFacts(confidenceOf(result, more), more), undefined);
});

test('no replay is contradicted by its own facts, whatever observers say, and whoever counts', () => {
  const random = seededRandom(`looks ${process.env['TEST_SEED'] ?? 1}`);
  const majority = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 };
  let won = 0;
  for (const observers of [zipcodeRace1.params['observers'] ?? majority, majority]) {
    const many = smallWorld({
      zipcodes: { '19103': 60 },
      miners: ['ann', 'bob', 'cid'],
      observers: ['vera', 'walt', 'xena'],
      params: { ...zipcodeRace1.params, observers },
    });
    for (let run = 0; run < 15; run += 1) {
      const handedIn = ['ann', 'bob', 'cid'].map((name, at) => submission(many, 0, name, { at: 5 + at, ...file }));
      const faults: readonly Finding[] = ['absent', { inconclusive: 'noAnswer' }, { mismatch: ['price'] }];
      const source: Source = () => (random.chance(900_000) ? 'passed' : random.pick(faults));
      const all = given(many, opening(many, 0), ...handedIn).checked(0, { source }).facts;
      const [found] = replayFacts(many.header, all);
      if (found === undefined) throw new Error('no result');
      const own = confidenceOf(found, inCanonicalOrder(all));
      assert.is(contradictedByFacts(own, inCanonicalOrder(all)), undefined);
      won += own.length;
    }
  }
  assert.ok(won > 10, `${won} files won`);
});

test('confidence.json has one spelling, and a bad one is refused', () => {
  const bytes = encodeConfidence(files);
  const decoded = decodeConfidence(pureHost, bytes);
  assert.ok(E.isRight(decoded));
  assert.equal(decoded.right, files);
  const text = new TextDecoder().decode(bytes);
  for (const bad of [
    '',
    '{}',
    '{"files":[{}]}',
    `${text}\n`,
    text.replace('"passed":10', '"passed":-1'),
    text.replace('"passed":10', '"passed":1e1'),
    text.replace('"type":"SpotCheckPassed"', '"type":"Passed"'),
    new TextDecoder().decode(encodeConfidence([...files].reverse())),
    new TextDecoder().decode(encodeConfidence([first, first])),
  ]) {
    assert.ok(E.isLeft(decodeConfidence(pureHost, encodeUtf8(bad))), bad.slice(0, 80));
  }
});

test('a segment is read to its end or refused', () => {
  const epoch = 0 as EpochNumber;
  const lines = segmentLines(facts);
  const bytes = bytesOf(lines);
  const read = readSegmentFacts(pureHost, world.header, epoch, bytes);
  assert.ok(E.isRight(read));
  assert.is(read.right.count, lines.length);
  assert.is(contradictedByFacts(files, read.right.facts), undefined);
  const reversed = bytesOf([...lines].reverse());
  for (const bad of [bytes.subarray(1), bytes.subarray(0, -1), reversed, encodeUtf8('{}\n')]) {
    assert.ok(E.isLeft(readSegmentFacts(pureHost, world.header, epoch, bad)));
  }
});

test.run();
