import type { Hash32 } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { genesis, miner, netuid, sampleLog, sampleServer } from '../testing/sample-server.js';
import { signRequest } from './sign-request.js';

const PATH = '/v1/epochs/2/assignment';

test('a server that was started again takes no envelope that it took before, and a new one as soon as it can', async () => {
  const log = await sampleLog();
  const first = await sampleServer({ log });
  const url = new URL(`${first.url}${PATH}`);
  const headersOf = (nonce: string, validMs: number) => {
    const expiresMs = Date.now() + validMs;
    const body = new Uint8Array(0);
    return signRequest(nodeHost, miner, {
      method: 'GET',
      url,
      body,
      genesis,
      netuid,
      nonce: nonce as Hash32,
      expiresMs,
    });
  };
  const ask = async (headers: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
    const answer = await fetch(url, { headers: { ...headers, connection: 'close' } });
    const { type = '' } = (await answer.json()) as { type?: string };
    return [answer.status, type.split(':').at(-1), answer.headers.get('retry-after') !== null];
  };
  const taken = [await headersOf('a1'.repeat(32), 20_000), await headersOf('a2'.repeat(32), 60_000)];
  for (const headers of taken) assert.equal(await ask(headers), [200, '', false]);
  for (const headers of taken) assert.equal(await ask(headers), [409, 'replayed-nonce', false]);
  await first.stop();

  const second = await sampleServer({ log, port: Number(url.port), runningMs: 0 });
  for (const headers of taken) assert.equal(await ask(headers), [503, 'just-started', true]);
  assert.equal(await ask(await headersOf('a3'.repeat(32), 20_000)), [503, 'just-started', true]);
  assert.is((await second.call('/health')).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(await ask(await headersOf('a4'.repeat(32), 60_000)), [200, '', false]);
  await second.stop();
});

test.run();
