import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hash32, NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChain } from '../../chain/index.js';
import { signerFromSeed } from '../../keys/index.js';
import { nodeHost } from '../../node/index.js';
import { s3Bucket } from '../../s3/index.js';
import { sr25519Verifier } from '../../signatures/index.js';
import { encodeManifest, formatKey, signManifest } from '../../submissions/index.js';
import { smallChain, startChainNode } from '../../testing/chain-node/index.js';
import { newBucket, startS3Peer } from '../../testing/s3-peer/index.js';
import { honest, ROUND, ROUND_HOTKEYS, roundFile } from '../../testing/sample-round.js';
import { netuid, openEpoch, sampleServer, genesis as zeros } from '../../testing/sample-server.js';
import { type Assignment, type FitFile, readSubmission } from './folder.js';
import { grantUploader } from './grants.js';
import type { SubmitOptions, SubmitStep } from './options.js';
import { manifestOf, submit } from './submit.js';
import { bucketUploader, type Uploader } from './upload.js';

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const node = await startChainNode(smallChain({ spec: 424, netuid: 46, block: 195, hotkeys: ROUND_HOTKEYS }));
node.mine(6);
const chain = right(await openChain({ endpoints: [node.url], genesis: ROUND.genesis }));
const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
peer.store.buckets.set('miners', { ...newBucket(), versioning: 'Enabled' });
const keys = { accessKeyId: 'KEY', secretAccessKey: 'secret' };
const bucket = s3Bucket({ endpoint: peer.endpoint, region: 'us-east-1', bucket: 'miners', ...keys });
const signer = await signerFromSeed(new Uint8Array(32).fill(1));
const verify = sr25519Verifier();
const folder = mkdtempSync(join(tmpdir(), 'submit-test-'));

const assignment: Assignment = { ...ROUND, zipcodes: [...ROUND.zipcodes] };
const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
const read = (given: Partial<Assignment> = {}) => readSubmission(folder, { ...assignment, ...given }, honest.hotkey);

const send = async (upload: Uploader = bucketUploader(bucket), given?: readonly FitFile[]) => {
  const files = given ?? right(await read());
  const { genesis } = ROUND;
  const options = { host: nodeHost, genesis, assignment, signer, verify, upload, chain, commits: chain.commits };
  const steps: E.Either<unknown, SubmitStep>[] = [];
  for await (const step of submit(files, options)) steps.push(step);
  return steps;
};
const became = (steps: readonly E.Either<unknown, SubmitStep>[]): readonly string[] =>
  steps.map((step) => (E.isLeft(step) ? 'failed' : step.right.became));

const sends = () => node.requests().filter((method) => method.startsWith('author_submit')).length;

test('a submission that is broken off anywhere goes on, and sends nothing twice', async () => {
  for (const { zipcode, expected } of ROUND.zipcodes)
    write(`${zipcode}.ndjson`, roundFile('honest', zipcode, expected));
  let left = 1;
  const breaking: Uploader = async (key, bytes) => {
    left -= 1;
    if (left < 0) return E.left({ kind: 'network', code: 'ECONNRESET', message: 'gone' });
    return bucketUploader(bucket)(key, bytes);
  };
  assert.equal(became(await send(breaking)), ['created', 'failed']);
  assert.equal(became(await send()), ['there', 'created', 'created', 'sent']);
  assert.equal(became(await send()), ['there', 'there', 'there', 'there']);
  assert.is(sends(), 1);
  const [own] = right(await chain.commitmentsAt(46 as NetUid, right(await chain.head()).block));
  assert.is(own?.hotkey, honest.hotkey);
  assert.is(own?.fields[0]?.kind, 'Sha256');
});

test('a corrected file goes up with another manifest and another commitment, and what is unchanged stays', async () => {
  const { zipcode } = ROUND.zipcodes[0];
  write(`${zipcode}.ndjson`, roundFile('honest', zipcode, 29));
  assert.equal(became(await send()), ['created', 'there', 'created', 'sent']);
  assert.equal(became(await send()), ['there', 'there', 'there', 'there']);
  assert.is(sends(), 2);
});

test('what is not the manifest is not taken for it, though its key has the right hash', async () => {
  const [file] = right(await read());
  if (file === undefined) throw new Error('no file');
  const { genesis } = ROUND;
  const unsigned = async () => new Uint8Array(64);
  const manifest = manifestOf(assignment, honest.hotkey, [file]);
  const planted = await signManifest(nodeHost, genesis, manifest, unsigned);
  const key = formatKey({
    kind: 'manifest',
    hotkey: honest.hotkey,
    epoch: ROUND.epoch,
    manifestSha256: planted.sha256,
  });
  right(await bucket.create(key, encodeManifest(planted)));
  const steps = await send(bucketUploader(bucket), [file]);
  assert.equal(became(steps), ['there', 'failed']);
  assert.is(sends(), 2);
});

test('what would be worth nothing is refused before anything is sent, all at once', async () => {
  write('10001.json', '{}');
  write('notes.txt', '');
  write('19103.json', '{"listings":[');
  const codes = async (given: Partial<Assignment> = {}) => {
    const found = await read(given);
    return E.isLeft(found) ? found.left.map(({ code }) => code) : [];
  };
  assert.equal(await codes(), ['NOT_ASSIGNED', 'MALFORMED', 'BAD_NAME']);
  const wrong = await read({ epoch: 1 as Assignment['epoch'] });
  assert.equal(E.isLeft(wrong) && wrong.left.find(({ code }) => code === 'WRONG_HEADER')?.found, '0');
  assert.ok((await codes({ nonce: '00'.repeat(32) as Assignment['nonce'] })).includes('WRONG_HEADER'));
});

test('outside the blocks of the epoch nothing is sent', async () => {
  const options = { host: nodeHost, genesis: ROUND.genesis, signer, verify, chain, commits: chain.commits };
  const upload: Uploader = async () => {
    throw new Error('nothing is to be sent');
  };
  for (const blocks of [
    { startBlock: 900, endBlock: 990 },
    { startBlock: 10, endBlock: 202 },
  ]) {
    const moved = { ...assignment, ...blocks } as Assignment;
    for await (const step of submit([], { ...options, assignment: moved, upload })) {
      assert.ok(E.isLeft(step) && step.left.kind === 'usage');
    }
  }
});

test('a commitment that comes into a block too late is told as one', async () => {
  const hash = '00'.repeat(32) as Hash32;
  const commits: SubmitOptions['commits'] = {
    commit: async () => E.right({ kind: 'finalized', block: ROUND.endBlock, hash, extrinsic: 0, extrinsicHash: hash }),
  };
  const own = { host: nodeHost, genesis: ROUND.genesis, assignment, signer, verify, chain, commits };
  let last: E.Either<unknown, SubmitStep> | undefined;
  for await (const step of submit([], { ...own, upload: async () => E.right('there') })) last = step;
  assert.ok(last !== undefined && E.isLeft(last));
  assert.match(JSON.stringify(last.left), /came into block 220, and epoch 0 takes them in 200\.\.219/);
});

test('a server grants uploads into the own folder, and its refusal is told in its words', async () => {
  const server = await sampleServer({ bucket });
  const own = {
    server: new URL(server.url),
    genesis: zeros,
    netuid,
    epoch: openEpoch,
    host: nodeHost,
    signer,
    now: Date.now,
    sleep,
  };
  const upload = grantUploader(own);
  const keyOf = (zipcode: string) => `hotkey=${signer.account}/epoch=${openEpoch}/zipcode=${zipcode}/a.json`;
  const bytes = new TextEncoder().encode('{}');
  assert.equal(await upload(keyOf('19103'), bytes), E.right('created'));
  assert.equal(await upload(keyOf('19103'), bytes), E.right('there'));
  const refused = await upload(keyOf('10001'), bytes);
  assert.ok(E.isLeft(refused));
  assert.equal([refused.left.kind, refused.left.code], ['refused', 'not-assigned']);
  const gone = await grantUploader({ ...own, server: new URL('http://127.0.0.1:9') })(keyOf('19103'), bytes);
  assert.ok(E.isLeft(gone) && gone.left.kind === 'network');
  await server.stop();
});

test('a server that has had too many requests is asked again when it says', async () => {
  const server = await sampleServer({ bucket, limits: { minerRate: { burst: 1, everyMs: 100 } } });
  const pauses: number[] = [];
  const waiting = async (ms: number) => {
    pauses.push(ms);
    await sleep(200);
  };
  const own = { server: new URL(server.url), genesis: zeros, netuid, epoch: openEpoch, host: nodeHost, signer };
  const upload = grantUploader({ ...own, now: Date.now, sleep: waiting });
  const keyOf = (name: string) => `hotkey=${signer.account}/epoch=${openEpoch}/zipcode=19103/${name}.json`;
  for (const name of ['b', 'c', 'd']) {
    assert.equal(await upload(keyOf(name), new TextEncoder().encode(name)), E.right('created'));
  }
  assert.ok(pauses.length > 0 && pauses.every((ms) => ms === 1000));
  await server.stop();
});

test('a server that was just started is asked again when it says', async () => {
  const server = await sampleServer({ bucket, runningMs: 0 });
  let waitedMs = 0;
  const waiting = async (ms: number) => {
    waitedMs += ms;
  };
  const own = { server: new URL(server.url), genesis: zeros, netuid, epoch: openEpoch, host: nodeHost, signer };
  const upload = grantUploader({ ...own, now: () => Date.now() + waitedMs, sleep: waiting });
  const key = `hotkey=${signer.account}/epoch=${openEpoch}/zipcode=19103/e.json`;
  assert.equal(await upload(key, new TextEncoder().encode('e')), E.right('created'));
  assert.ok(waitedMs > 0);
  await server.stop();
});

test.after(async () => {
  await chain.disconnect();
  await node.close();
  await peer.close();
  rmSync(folder, { recursive: true });
});

test.run();
