import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeUtf8 } from '../hash/utf8.js';
import { type Random, seededRandom } from '../testing/index.js';
import { decodeFact, decodeLineBytes } from './decode.js';
import { encodeEvent } from './encode.js';
import { FACT_TYPE, FACT_TYPES, RECORD_TYPE, RECORD_TYPES } from './index.js';

const SEED = process.env['TEST_SEED'] ?? '20260101';
const LOGS = new URL('../../../../fixtures/logs/', import.meta.url);
const read = (path: string): string[] => readFileSync(new URL(path, LOGS), 'utf8').split('\n').slice(0, -1);
const lines = ['tiny', 'reasons', 'unjudged', 'storage-tiers', 'volume-race'].flatMap((name) =>
  read(`${name}/facts.ndjson`),
);
const records = read('../audit/records.ndjson');
const outage = read('adversarial/scraper-outage/attack.ndjson');

/** Some valid lines of every type that logs have. */
const TYPES = [...FACT_TYPES, ...RECORD_TYPES];
const samples = TYPES.flatMap(({ type }) =>
  [...lines, ...outage, ...records].filter((line) => line.includes(`"type":"${type}"`)).slice(0, 2),
);

type Tree = { [key: string]: unknown };
const isTree = (u: unknown): u is Tree => typeof u === 'object' && u !== null;

/** Keys in order, no spaces: canonical text of any JSON value, also one that no event may hold. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isTree(inner) && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const OTHER_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  9_007_199_254_740_992,
  '',
  'x',
  [],
  ['x'],
  {},
  { a: 1 },
];

/** A value with one place of it dropped, renamed, or replaced by a value of every other kind. */
const mutants = function* (root: Tree, path: readonly string[] = []): Generator<Tree> {
  const place = (copy: Tree): Tree => path.reduce((at, key) => at[key] as Tree, copy);
  const copyOf = (): Tree => JSON.parse(JSON.stringify(root)) as Tree;
  for (const key of Object.keys(place(root))) {
    const dropped = copyOf();
    if (Array.isArray(place(dropped))) (place(dropped) as unknown as unknown[]).splice(Number(key), 1);
    else delete place(dropped)[key];
    yield dropped;
    for (const other of OTHER_VALUES) {
      const retyped = copyOf();
      place(retyped)[key] = other;
      yield retyped;
    }
    if (!Array.isArray(place(root))) {
      for (const name of [`${key}x`, key.slice(1), key.toUpperCase()]) {
        const renamed = copyOf();
        const inside = place(renamed);
        inside[name] = inside[key];
        delete inside[key];
        yield renamed;
      }
    }
    if (isTree(place(root)[key])) yield* mutants(root, [...path, key]);
  }
};

test('codec and guard give the same verdict on every field of every event, dropped, renamed or of another kind', () => {
  let refused = 0;
  for (const line of samples) {
    const value = JSON.parse(line) as Tree;
    const name = value['type'] as string;
    const type = FACT_TYPE.get(name) ?? RECORD_TYPE.get(name);
    if (type === undefined) throw new Error(`no such type: ${line}`);
    assert.ok(type.sealed.is(value) && E.isRight(type.sealed.codec.decode(value)), line);
    for (const mutant of mutants(value)) {
      // The guard relies on sorted keys, which canonical lines have.
      const text = canonical(mutant);
      const parsed: unknown = JSON.parse(text);
      const verdict = E.isRight(type.sealed.codec.decode(parsed));
      assert.is(type.sealed.is(parsed), verdict, text);
      assert.is(type.arriving.is(parsed), E.isRight(type.arriving.codec.decode(parsed)), text);
      if (!verdict) refused += 1;
    }
  }
  assert.ok(refused > 1000);
});

test('samples cover every type of fact and record', () => {
  const found = new Set(samples.map((line) => (JSON.parse(line) as Tree)['type']));
  const missing = TYPES.map(({ type }) => type).filter((type) => !found.has(type));
  assert.equal(missing, []);
});

const splice = (bytes: Uint8Array, at: number, drop: number, insert: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + drop)]);

const piece = (random: Random, bytes: Uint8Array): Uint8Array => {
  const start = random.below(bytes.length);
  return bytes.subarray(start, start + random.between(1, 40));
};

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '0',
  '-',
  'e',
  '.',
  ' ',
  'null',
  '\\u0000',
  '\ufeff',
  '\u0000',
  '\r',
];

const mutate = (random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array => {
  const at = random.below(bytes.length);
  switch (random.below(6)) {
    case 0: {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return splice(bytes, at, random.between(1, 20), new Uint8Array(0));
    case 2:
      return splice(bytes, at, 0, piece(random, bytes));
    case 3:
      return splice(bytes, at, random.below(20), piece(random, other));
    case 4:
      return splice(bytes, at, random.below(3), encodeUtf8(random.pick(TOKENS)));
    default:
      return splice(bytes, at, 1, Uint8Array.of(random.below(256)));
  }
};

test('of 5,000 mutated lines none makes decoding throw, and one that is accepted is its own encoding', () => {
  const random = seededRandom(`${SEED}/lines`);
  const all = [...lines, ...outage].map(encodeUtf8);
  let accepted = 0;
  for (let n = 0; n < 5000; n += 1) {
    let bytes = random.pick(all);
    for (let times = random.between(1, 3); times > 0; times -= 1) bytes = mutate(random, bytes, random.pick(all));
    const text = decodeLineBytes(bytes);
    if (E.isLeft(text)) continue;
    const decoded = decodeFact(text.right);
    if (E.isLeft(decoded)) continue;
    accepted += 1;
    assert.is(encodeEvent(decoded.right.event), text.right);
    assert.equal(encodeUtf8(text.right), bytes);
    assert.ok(FACT_TYPE.get(decoded.right.event.type)?.arriving.is(JSON.parse(text.right)), 'the guard agrees');
  }
  // A digit of a count may change and leave a valid line; most changes do not.
  assert.ok(accepted > 0 && accepted < 2500, `accepted ${accepted}`);
});

test.run();
