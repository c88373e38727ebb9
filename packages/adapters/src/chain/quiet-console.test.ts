import type { Block } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startChainNode, syntheticRecording } from '../testing/chain-node/index.js';
import { openChain } from './open-chain.js';

test('the client writes nothing to the console, others still may, and afterwards all is as before', async () => {
  const heard: string[] = [];
  const { log, error } = console;
  const listen = (...args: unknown[]): void => void heard.push(args.join(' '));
  console.log = listen;
  console.error = listen;
  try {
    const node = await startChainNode(syntheticRecording(), { faults: { prunedBefore: 200 } });
    const chain = await openChain({ endpoints: [node.url], attempts: 1 });
    assert.ok(E.isRight(chain));
    assert.ok(E.isLeft(await chain.right.blockAt(145 as Block)));
    console.log('ours');
    await chain.right.disconnect();
    await node.close();
    assert.is(console.log, listen);
  } finally {
    console.log = log;
    console.error = error;
  }
  assert.equal(heard, ['ours']);
});

test.run();
