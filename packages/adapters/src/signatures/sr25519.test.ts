import { keyExtractPath, keyFromPath, mnemonicToMiniSecret, sr25519PairFromSeed } from '@polkadot/util-crypto';
import { sr25519Sign } from '@polkadot/util-crypto/sr25519';
import { accountFromBytes, encodeUtf8, type Hash32, pureHost, toHex } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { evidenceMessage, lineMessage, signedLine, sr25519Verifier } from './index.js';

const DEV_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const devPair = (path: string) =>
  keyFromPath(
    sr25519PairFromSeed(mnemonicToMiniSecret(DEV_PHRASE, '', undefined, true)),
    keyExtractPath(path).path,
    'sr25519',
  );

const alice = devPair('//Alice');
const bob = devPair('//Bob');
const aliceAddress = accountFromBytes(alice.publicKey);
const bobAddress = accountFromBytes(bob.publicKey);
const verify = sr25519Verifier();
const sign = (message: Uint8Array): string => toHex(sr25519Sign(message, alice));

const { sha256 } = nodeHost;
const genesis = '2f'.repeat(32) as Hash32;
const root = 'a1'.repeat(32) as Hash32;

test('the development key is the well-known one', () => {
  assert.is(aliceAddress, '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY');
});

test('a signature over the evidence message counts for its author and for nobody else', async () => {
  const message = evidenceMessage(sha256, genesis, 46, 7, 3, root);
  assert.is(message.length, 32);
  assert.is(await verify(message, sign(message), aliceAddress), true);
  assert.is(await verify(message, sign(message), bobAddress), false);
});

test('every part of the evidence message is bound', async () => {
  const signature = sign(evidenceMessage(sha256, genesis, 46, 7, 3, root));
  const others = [
    evidenceMessage(sha256, root, 46, 7, 3, root),
    evidenceMessage(sha256, genesis, 47, 7, 3, root),
    evidenceMessage(sha256, genesis, 46, 8, 3, root),
    evidenceMessage(sha256, genesis, 46, 7, 4, root),
    evidenceMessage(sha256, genesis, 46, 7, 3, genesis),
  ];
  for (const message of others) assert.is(await verify(message, signature, aliceAddress), false);
});

test('an authority signs its line and the chain it is for', async () => {
  const line = '{"block":1,"by":"5G..","data":{"zipcode":"77001"},"epoch":7,"netuid":46,"type":"EpochOpened","v":1}';
  const message = lineMessage(sha256, genesis, line);
  assert.is(message.length, 32);
  assert.is(await verify(message, sign(message), aliceAddress), true);
  const signature = sign(message);
  for (const [otherGenesis, otherLine] of [
    [root, line],
    [genesis, line.replace('77001', '77002')],
    [genesis, line.replace('"netuid":46', '"netuid":45')],
    [genesis, line.replace('"epoch":7', '"epoch":8')],
  ] as const) {
    assert.is(await verify(lineMessage(sha256, otherGenesis, otherLine), signature, aliceAddress), false);
  }
});

test('a signed line is the line with its signature, in canonical order', async () => {
  const line = '{"block":1,"by":"5G..","data":{},"epoch":7,"netuid":46,"type":"EpochOpened","v":1}';
  const arriving = signedLine(sha256, genesis, line, { sign: (message) => sr25519Sign(message, alice) });
  const [, sig = ''] = /^\{.*"netuid":46,"sig":"([0-9a-f]{128})","type":"EpochOpened","v":1\}$/.exec(arriving) ?? [];
  assert.is(arriving.replace(`"sig":"${sig}",`, ''), line);
  assert.is(await verify(lineMessage(sha256, genesis, line), sig, aliceAddress), true);
});

test('a signature of one kind of message is none of the other', async () => {
  const line = 'x';
  const signature = sign(lineMessage(sha256, genesis, line));
  assert.is(await verify(encodeUtf8(line), signature, aliceAddress), false);
  assert.is(await verify(evidenceMessage(sha256, genesis, 46, 7, 3, root), signature, aliceAddress), false);
});

test('messages do not depend on who hashes', () => {
  assert.equal(
    [...evidenceMessage(pureHost.sha256, genesis, 46, 7, 3, root)],
    [...evidenceMessage(sha256, genesis, 46, 7, 3, root)],
  );
  assert.is(
    toHex(evidenceMessage(sha256, genesis, 46, 7, 3, root)),
    toHex(
      sha256(
        Buffer.concat([
          Buffer.from('\u000aevidence/1'),
          Buffer.from(genesis, 'hex'),
          Buffer.from('2e000000000000000700000000000000' + '0300000000000000', 'hex'),
          Buffer.from(root, 'hex'),
        ]),
      ),
    ),
  );
});

test('what is no signature is refused and nothing is thrown', async () => {
  const message = evidenceMessage(sha256, genesis, 46, 7, 3, root);
  const good = sign(message);
  const malformed = [
    '',
    'ff',
    'ff'.repeat(64), // no ristretto255 encoding
    `${good.slice(0, 126)}00`, // no Schnorrkel marker
    `0x${good}`,
    good.toUpperCase(),
    good.slice(2),
    `${good}00`,
    'g'.repeat(128),
    '\u0000'.repeat(128),
  ];
  for (const signature of malformed) assert.is(await verify(message, signature, aliceAddress), false, signature);
  for (const account of ['', 'local', 'Alice', aliceAddress.slice(1), toHex(alice.publicKey), `${aliceAddress} `]) {
    assert.is(await verify(message, good, account), false, account);
  }
});

test('one flipped bit anywhere in a signature is refused', async () => {
  const message = evidenceMessage(sha256, genesis, 46, 7, 3, root);
  const good = Buffer.from(sign(message), 'hex');
  for (let bit = 0; bit < good.length * 8; bit += 37) {
    const bad = Buffer.from(good);
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.is(await verify(message, bad.toString('hex'), aliceAddress), false, `bit ${bit}`);
  }
});

test.run();
