import type { EventLog } from '@subnet-scoring/adapters/ports';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { responsive } from './responsive.js';

test('between two pieces others have their turn', async () => {
  const log = {
    readSegment: async function* () {
      for (let i = 0; i < 3; i += 1) yield Uint8Array.of(i);
    },
  } as unknown as EventLog;
  const seen: (number | 'turn')[] = [];
  const note = (): void => {
    seen.push('turn');
    if (seen.length < 5) setImmediate(note);
  };
  setImmediate(note);
  for await (const [byte = -1] of responsive(log).readSegment(0 as never)) seen.push(byte);
  assert.equal(
    seen.filter((item) => item !== 'turn'),
    [0, 1, 2],
  );
  assert.is(seen[0], 'turn');
  assert.ok(seen.indexOf(2) - seen.indexOf(0) > 2, `nobody had a turn: ${seen.join(' ')}`);
});

test.run();
