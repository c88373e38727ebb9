import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { accountHex, fromHex, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { s3Bucket } from '../s3/index.js';
import { newBucket, startS3Peer } from '../testing/s3-peer/index.js';
import { genesis, miner, netuid, openEpoch, sampleServer } from '../testing/sample-server.js';

/** The example of docs/serving.md, with a key that signs here. */
const EXAMPLE = fileURLToPath(new URL('../../../../docs/examples/signed-request', import.meta.url));

const PROGRAM = `
import json, sys
import ask

class Key:
    public_key = bytes.fromhex(${JSON.stringify(accountHex(miner.hotkey))})
    ss58_address = ${JSON.stringify(miner.hotkey)}
    def sign(self, message):
        print("sign " + message.hex(), flush=True)
        return bytes.fromhex(sys.stdin.readline())

given = (Key(), ${JSON.stringify(genesis)}, ${netuid})
server = sys.argv[1]
assignment = ask.ask(*given, "GET", server + "/v1/epochs/latest/assignment")
print("json " + json.dumps(assignment))
status = ask.upload(*given, server, assignment["epoch"], "19103", "rows.json", b"[]")
print("json " + json.dumps(status))
ask.ask(*given, "GET", server + "/v1/epochs/99/assignment")
`;

const hasPython = spawnSync('python3', ['--version']).status === 0;

test('the example in Python is served, uploads, and is told in words when it is refused', async () => {
  if (!hasPython) return console.log('not run: there is no python3');
  const keys = { accessKeyId: 'TESTKEY', secretAccessKey: 'testsecret' };
  const peer = await startS3Peer({ keys: new Map([[keys.accessKeyId, keys.secretAccessKey]]) });
  peer.store.buckets.set('miners', newBucket());
  const bucket = s3Bucket({ endpoint: peer.endpoint, region: 'us-east-1', bucket: 'miners', ...keys });
  const server = await sampleServer({ bucket });
  const child = spawn('python3', ['-c', PROGRAM, server.url], {
    cwd: EXAMPLE,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  let refused = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    refused += piece;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const answers: unknown[] = [];
  for await (const line of createInterface(child.stdout)) {
    const [kind, rest = ''] = [line.slice(0, 4), line.slice(5)];
    if (kind === 'sign') child.stdin.write(`${toHex(await miner.sign(fromHex(rest)))}\n`);
    else answers.push(JSON.parse(rest));
  }
  assert.is(await ended, 1, refused);
  const [assignment, status] = answers;
  assert.is((assignment as { epoch: number }).epoch, openEpoch);
  assert.is(status, 200);
  assert.is(refused, 'unknown-epoch: The log has no such epoch\n');
  const listed = await bucket.listVersions('hotkey=');
  assert.ok(E.isRight(listed));
  assert.is(listed.right.versions[0]?.key, `hotkey=${miner.hotkey}/epoch=${openEpoch}/zipcode=19103/rows.json`);
  await server.stop();
  await peer.close();
});

test.run();
