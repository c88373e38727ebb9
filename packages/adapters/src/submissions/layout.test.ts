import { accountFromBytes, type EpochNumber, type Hash32, toHex } from '@subnet-scoring/core';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, formatKey, type Place, parseKey } from './layout.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const hotkey = accountFromBytes(new Uint8Array(32).fill(7));
const epoch = 12 as EpochNumber;
const FOLDER = `hotkey=${hotkey}/epoch=12/`;
const HASH = 'a1'.repeat(32);
const MANIFEST = `manifest=${HASH}.json`;

const characters = (text: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...text), minLength: min, maxLength: max });
const PLAIN = { noNullPrototype: true };
const accounts = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(accountFromBytes);
const epochs = fc.nat({ max: 0xffffffff }).map((n) => n as EpochNumber);
const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes) as Hash32);
const names = fc
  .tuple(characters('abcXYZ019_-', 1, 1), characters('abcXYZ019_-.', 0, 127))
  .map(([first, rest]) => first + rest);
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ kind: fc.constant('manifest' as const), hotkey: accounts, epoch: epochs, manifestSha256: hashes }, PLAIN),
  fc.record(
    {
      kind: fc.constant('file' as const),
      hotkey: accounts,
      epoch: epochs,
      zipcode: characters('0123456789', 5, 5),
      file: names,
    },
    PLAIN,
  ),
);

test('every place has one key, which lies in its folder and says where it is', () => {
  fc.assert(
    fc.property(places, (place) => {
      const key = formatKey(place);
      assert.ok(key.startsWith(folderOf(place.hotkey, place.epoch)));
      assert.equal(parseKey(key), E.right(place));
    }),
  );
});

test('a key that is taken is the key of its place: there is no second spelling', () => {
  const parts = fc.constantFrom(
    'hotkey=',
    hotkey,
    '/',
    'epoch=',
    '1',
    '0',
    'zipcode=',
    '19103',
    'manifest=',
    HASH,
    '.json',
    '..',
    '%2F',
  );
  const glued = fc.array(parts, { maxLength: 12 }).map((all) => all.join(''));
  const nearly = fc.tuple(places.map(formatKey), fc.nat(200), fc.string({ maxLength: 2, unit: 'binary' }));
  const changed = nearly.map(([key, at, text]) => key.slice(0, at) + text + key.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), glued, changed), (key) => {
      const place = parseKey(key);
      if (E.isRight(place)) assert.is(formatKey(place.right), key);
      else assert.match(place.left, /^expected .+, got .+/);
    }),
    { numRuns: 2000 },
  );
});

const other = accountFromBytes(new Uint8Array(32).fill(8));
for (const [name, key, why] of [
  ['nothing', '', 'hotkey='],
  ['a slash in front', `/${FOLDER}${MANIFEST}`, 'hotkey='],
  ['a second slash', `hotkey=${hotkey}//epoch=12/${MANIFEST}`, 'epoch=number'],
  ['dots', `${FOLDER}../epoch=13/${MANIFEST}`, 'manifest=64 hex digits.json or zipcode'],
  ['dots behind the zipcode', `${FOLDER}zipcode=19103/..`, 'a file name'],
  ['a dot in front', `${FOLDER}zipcode=19103/.hidden`, 'a file name'],
  ['percent-encoding of a slash', `${FOLDER}zipcode=19103%2Fa.json`, 'zipcode'],
  ['percent-encoding of a digit', `${FOLDER}zipcode=1910%33/a.json`, 'zipcode'],
  ['percent-encoding in a name', `${FOLDER}zipcode=19103/a%2e.json`, 'a file name'],
  ['a plus', `${FOLDER}zipcode=19103/a+b`, 'a file name'],
  ['a back slash', `${FOLDER}zipcode=19103\\a.json`, 'zipcode'],
  ['a zero byte', `${FOLDER}zipcode=19103/a\u0000.json`, 'a file name'],
  ['a line break', `${FOLDER}zipcode=19103/a.json\n`, 'a file name'],
  ['digits of another script', `${FOLDER}zipcode=１９１０３/a.json`, 'zipcode'],
  ['a zero in front of the epoch', `hotkey=${hotkey}/epoch=012/${MANIFEST}`, 'epoch=number'],
  ['a sign before the epoch', `hotkey=${hotkey}/epoch=-1/${MANIFEST}`, 'epoch=number'],
  ['an epoch beyond 32 bits', `hotkey=${hotkey}/epoch=4294967296/${MANIFEST}`, 'epoch=number'],
  ['an exponent', `hotkey=${hotkey}/epoch=1e3/${MANIFEST}`, 'epoch=number'],
  ['an address with a wrong checksum', `hotkey=${other.slice(0, -1)}x/epoch=1/${MANIFEST}`, 'hotkey='],
  ['a public key in hex', `hotkey=${'07'.repeat(32)}/epoch=1/${MANIFEST}`, 'hotkey='],
  ['a manifest without its hash', `${FOLDER}manifest.json`, 'manifest='],
  ['upper case', `${FOLDER}Manifest=${HASH}.json`, 'manifest='],
  ['a hash in upper case', `${FOLDER}manifest=${HASH.toUpperCase()}.json`, 'manifest='],
  ['half a hash', `${FOLDER}manifest=${HASH.slice(32)}.json`, 'manifest='],
  ['a path as the hash', `${FOLDER}manifest=${'../'.repeat(21)}a.json`, 'manifest='],
  ['a file behind the manifest', `${FOLDER}${MANIFEST}/x`, 'manifest='],
  ['a folder alone', `${FOLDER}zipcode=19103/`, 'a file name'],
  ['a deeper folder', `${FOLDER}zipcode=19103/a/b`, 'nothing behind'],
  ['an absurd length', `${FOLDER}zipcode=19103/${'a'.repeat(100_000)}`, 'at most 256'],
  ['an absurd name', `${FOLDER}zipcode=19103/${'a'.repeat(129)}`, 'a file name'],
] as const) {
  test(`refused: ${name}`, () => {
    const place = parseKey(key);
    assert.ok(E.isLeft(place));
    assert.ok(E.isLeft(place) && place.left.includes(why), JSON.stringify(place));
    assert.ok(E.isLeft(place) && place.left.length < 200);
  });
}

test('what has no key is a mistake of the caller', () => {
  const place = { kind: 'file', hotkey, epoch } as const;
  assert.throws(() => formatKey({ ...place, zipcode: '1910', file: 'a' }), RangeError);
  assert.throws(() => formatKey({ ...place, zipcode: '19103', file: '../a' }), RangeError);
});

test.run();
