import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeRecording, RECORDING } from './make-recording.mjs';

test('the recording in fixtures/chain is what its script makes', async () => {
  const kept = gunzipSync(readFileSync(RECORDING)).toString('utf8');
  assert.ok(kept === JSON.stringify(await makeRecording()), 'run: node scripts/chain/make-recording.mjs');
});

test.run();
