import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { encodeUtf8, fromHex, toHex } from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sr25519Verifier } from '../signatures/index.js';
import { tempWallets } from '../testing/temp-wallets.js';
import { decryptKeyfile } from './encrypted.js';
import {
  type AskPassword,
  describeHotkey,
  type KeyFailure,
  listHotkeys,
  openSigner,
  readPasswordFile,
} from './index.js';

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y';
const PHRASE_ACCOUNT = '5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV';

const right = <E, A>(either: Either<E, A>): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};
const left = <A>(either: Either<KeyFailure, A>): KeyFailure => {
  if (either._tag === 'Right') throw new Error('expected a failure');
  return either.left;
};
const nobody: AskPassword = async () => {
  throw new Error('no password is needed here');
};
const types =
  (text: string): AskPassword =>
  async () => ({ _tag: 'Right', right: { bytes: encodeUtf8(text), warnings: [] } });

const key = (root: string, hotkey: string, wallet = 'test') => ({ root, wallet, hotkey });

for (const [hotkey, account] of [
  ['default', BOB],
  ['phrase', PHRASE_ACCOUNT],
] as const) {
  test(`hotkey ${hotkey} signs as the account that its file names`, async () => {
    const { signer, encrypted, warnings } = right(await openSigner(key(tempWallets(), hotkey), nobody));
    assert.is(signer.account, account);
    assert.is(encrypted, false);
    assert.equal(warnings, []);
    const message = encodeUtf8('weights');
    assert.is(await sr25519Verifier()(message, toHex(signer.sign(message)), account), true);
    signer.close();
    assert.throws(() => signer.sign(message), /closed/);
  });
}

test('an encrypted hotkey opens with its password, which is overwritten', async () => {
  const name = key(tempWallets(), 'locked');
  const bytes = encodeUtf8('correct horse');
  const opened = right(await openSigner(name, async () => ({ _tag: 'Right', right: { bytes, warnings: [] } })));
  assert.is(opened.signer.account, CHARLIE);
  assert.is(opened.encrypted, true);
  assert.ok(bytes.every((byte) => byte === 0));
});

test('another password, or one changed bit, opens nothing', async () => {
  const path = join(tempWallets(), 'test', 'hotkeys', 'locked');
  const bytes = readFileSync(path);
  const derived = async () => fromHex('cf96d2ee72dbd5d06fa7dd5ee0b42bba227baf46d91bd5440270663ca4f7b591');
  const open = (given: typeof derived) => decryptKeyfile(bytes, encodeUtf8('not used'), path, given);
  assert.is((await open(derived))._tag, 'Right');
  assert.is(left(await open(async () => new Uint8Array(32))).code, 'WRONG_PASSWORD');
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  assert.is(left(await open(derived)).code, 'WRONG_PASSWORD');
});

for (const [hotkey, code, says] of [
  ['mismatch', 'KEY_MISMATCH', /the address in the file is 5FLS.*its secret is that of 5FHn/],
  ['copied-coldkey', 'COLDKEY', /never opens one/],
  ['no-json', 'BAD_KEYFILE', /expected a JSON object, or bytes that begin with \$NACL/],
  ['public', 'BAD_KEYFILE', /no secretPhrase and no secretSeed/],
  ['ansible', 'BAD_KEYFILE', /former way \(ansible\)/],
  ['cut-short', 'BAD_KEYFILE', /cut short/],
  ['missing', 'NO_HOTKEY', /there is no such file/],
  ['../coldkey', 'BAD_NAME', /is no name of a hotkey/],
  ['a/b', 'BAD_NAME', /is no name/],
  ['..', 'BAD_NAME', /is no name/],
  ['', 'BAD_NAME', /is no name/],
  ['a\u001b[31m', 'BAD_NAME', /"a\\u001b\[31m" is no name/],
  ['coldkey', 'COLDKEY', /is a coldkey/],
  ['ColdKey', 'COLDKEY', /is a coldkey/],
] as const) {
  test(`hotkey ${JSON.stringify(hotkey)} is refused as ${code}`, async () => {
    const failure = left(await openSigner(key(tempWallets(), hotkey, 'broken'), types('correct horse')));
    assert.is(failure.code, code);
    assert.match(failure.message, says);
    assert.not.match(JSON.stringify(failure), /398f0c28|e5be9a50|secretSeed: 0x/i);
  });
}

/** When a file was read last, in milliseconds. It is put before the last change first, because then every read is noted. */
const readAt = (path: string): number => statSync(path).atimeMs;
const coldkeyOf = (root: string) => join(root, 'test', 'coldkey');

for (const [trick, link] of [
  ['a symbolic link', (from: string, to: string) => symlinkSync(from, to)],
  [
    'two symbolic links',
    (from: string, to: string) => {
      symlinkSync(from, `${to}-between`);
      symlinkSync(`${to}-between`, to);
    },
  ],
  ['a hard link', linkSync],
] as const) {
  test(`a coldkey behind ${trick} is refused and not read`, async () => {
    const root = tempWallets();
    utimesSync(coldkeyOf(root), 1, 2);
    link(coldkeyOf(root), join(root, 'test', 'hotkeys', 'nice'));
    assert.is(left(await openSigner(key(root, 'nice'), nobody)).code, 'COLDKEY');
    assert.is(left(describeHotkey(key(root, 'nice'))).code, 'COLDKEY');
    // Also where the link stands in another wallet.
    mkdirSync(join(root, 'other', 'hotkeys'), { recursive: true });
    link(coldkeyOf(root), join(root, 'other', 'hotkeys', 'nice'));
    assert.is(left(describeHotkey(key(root, 'nice', 'other'))).code, 'COLDKEY');
    assert.is(readAt(coldkeyOf(root)), 1_000);
  });
}

test('a public file that is a link to a coldkey is not read', () => {
  const root = tempWallets();
  const link = join(root, 'test', 'hotkeys', 'lockedpub.txt');
  rmSync(link);
  symlinkSync(coldkeyOf(root), link);
  utimesSync(coldkeyOf(root), 1, 2);
  assert.is(right(describeHotkey(key(root, 'locked'))).account, undefined);
  assert.is(readAt(coldkeyOf(root)), 1_000);
});

test("a file among the wallets, and a wallet without a coldkey, are in nobody's way", () => {
  const root = tempWallets();
  writeFileSync(join(root, 'btcli.json'), '{}');
  rmSync(coldkeyOf(root));
  assert.is(right(describeHotkey(key(root, 'default'))).account, BOB);
});

test('what is no small plain file is refused', async () => {
  const root = tempWallets();
  mkdirSync(join(root, 'test', 'hotkeys', 'folder'));
  writeFileSync(join(root, 'test', 'hotkeys', 'huge'), 'x'.repeat(65_537));
  for (const hotkey of ['folder', 'huge']) {
    assert.is(left(await openSigner(key(root, hotkey), nobody)).code, 'BAD_KEYFILE', hotkey);
  }
});

test('the list shows public data of every hotkey, and what is wrong with some', () => {
  const root = tempWallets();
  chmodSync(join(root, 'test', 'hotkeys', 'default'), 0o644);
  const listed = right(listHotkeys(root));
  assert.equal(
    listed.map(({ wallet, hotkey, info }) => [
      `${wallet}/${hotkey}`,
      info._tag === 'Left' ? info.left.code : [info.right.account, info.right.encrypted, info.right.warnings.length],
    ]),
    [
      ['broken/ansible', [undefined, true, 0]],
      ['broken/copied-coldkey', ['5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', false, 0]],
      ['broken/cut-short', [undefined, true, 0]],
      ['broken/mismatch', [CHARLIE, false, 0]],
      ['broken/no-json', 'BAD_KEYFILE'],
      ['broken/public', [BOB, false, 0]],
      ['test/default', [BOB, false, 1]],
      ['test/locked', [CHARLIE, true, 0]],
      ['test/phrase', [PHRASE_ACCOUNT, false, 0]],
    ],
  );
  assert.not.match(JSON.stringify(listed), /398f0c28|bottom drive/);
  assert.is(left(listHotkeys(join(root, 'nowhere'))).code, 'NO_WALLET');
});

test('a password file holds one line; its end does not count', () => {
  const path = join(tempWallets(), 'password');
  for (const [text, password] of [
    ['secret', 'secret'],
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    ['two words \n', 'two words '],
  ] as const) {
    writeFileSync(path, text, { mode: 0o600 });
    assert.equal(Buffer.from(right(readPasswordFile(path)).bytes).toString(), password);
  }
  chmodSync(path, 0o640);
  assert.match(right(readPasswordFile(path)).warnings.join(), /open to others \(0640\)/);
  for (const text of ['', '\n', 'x'.repeat(4098)]) {
    writeFileSync(path, text);
    assert.is(left(readPasswordFile(path)).code, 'NO_PASSWORD');
  }
  assert.match(left(readPasswordFile(join(path, 'x'))).message, /ENOTDIR/);
});

test.run();
