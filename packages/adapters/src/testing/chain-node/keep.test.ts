import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type RecordedBlock, smallChain, startChainNode } from './index.js';

test('a node over the blocks that another one kept is the same chain', async () => {
  const recording = smallChain({
    spec: 424,
    netuid: 46,
    block: 190,
    hotkeys: ['5DRE7KwbyTwQCTNSG6VnTrkXx2XwpaEuYqMaw4bxaNF5rcbv'],
  });
  const kept: RecordedBlock[] = [];
  const first = await startChainNode(recording, { keep: (block) => kept.push(block) });
  first.mine(3);
  const whole = first.recording();
  await first.close();
  assert.is(kept.length, 3);

  const lines = kept.map((block) => JSON.parse(JSON.stringify(block)) as RecordedBlock);
  const second = await startChainNode({ ...recording, blocks: [...recording.blocks, ...lines] });
  assert.is(second.head(), 193);
  assert.equal(second.recording(), whole);
  await second.close();
});

test.run();
