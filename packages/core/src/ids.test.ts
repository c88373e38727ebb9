import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fromHex, toHex } from './hash/bytes.js';
import { type Account, accountFromBytes, accountHex, accountHexOf, compareAccounts, isAccount } from './ids.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const ALICE_HEX = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d';
const ALICE_PREFIX_0 = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5';

test('an address is its 32 bytes, both ways', () => {
  assert.is(accountHexOf(ALICE), ALICE_HEX);
  assert.is(accountHexOf(ALICE), ALICE_HEX, 'known by now');
  assert.is(accountFromBytes(fromHex(ALICE_HEX)), ALICE);
  assert.ok(isAccount(ALICE));
});

test('every 32 bytes have an address with prefix 42 that reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const address = accountFromBytes(bytes);
      assert.match(address, /^5[1-9A-HJ-NP-Za-km-z]{47}$/);
      assert.is(accountHex(address), toHex(bytes));
    }),
  );
  for (const byte of [0, 255]) {
    const bytes = new Uint8Array(32).fill(byte);
    assert.is(accountHexOf(accountFromBytes(bytes)), toHex(bytes));
  }
});

test('48 digits of base58 that are no address are refused, whatever they stand for', () => {
  const digit = fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
  const digits = fc.array(digit, { minLength: 46, maxLength: 46 });
  fc.assert(
    fc.property(fc.constantFrom('11', '1z', '5z', '6z', 'zz'), digits, (start, rest) => {
      assert.is(accountHexOf(`${start}${rest.join('')}`), undefined);
    }),
  );
  assert.is(accountHexOf('1'.repeat(48)), undefined);
  assert.is(accountHexOf('z'.repeat(48)), undefined);
});

test('a changed character is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 47 }), fc.constantFrom(...'23456789ABCXYZabcxyz'), (at, char) => {
      const changed = ALICE.slice(0, at) + char + ALICE.slice(at + 1);
      assert.is(accountHexOf(changed), changed === ALICE ? ALICE_HEX : undefined);
    }),
  );
});

test('what is no address with prefix 42 is refused', () => {
  for (const text of [
    '',
    '5',
    ALICE_PREFIX_0,
    ALICE.slice(1),
    `${ALICE}1`,
    `1${ALICE}`,
    ALICE.toLowerCase(),
    ` ${ALICE.slice(1)}`,
    ALICE.replace('v', '0'),
    `0x${ALICE_HEX}`,
    'z'.repeat(48),
  ]) {
    assert.is(accountHexOf(text), undefined, text);
    assert.not(isAccount(text), text);
  }
  for (const value of [undefined, 5, {}, [ALICE]]) assert.not(isAccount(value));
  assert.throws(() => accountHex(ALICE_PREFIX_0 as Account), /expected a checked SS58 address/);
});

test('accounts are ordered by their bytes, not by their text', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const want = Buffer.compare(Buffer.from(a), Buffer.from(b));
      assert.is(compareAccounts(accountFromBytes(a), accountFromBytes(b)), want);
    }),
  );
});

test.run();
