import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The core needs no host: in a context that has nothing but the language it replays a log to the same hashes. */

const LOG = new URL('../../../fixtures/logs/tiny/', import.meta.url);
const ENTRY = `
  import { initialReplay, replayEpoch, logHeader, encodeUtf8 } from './index.js';
  import { byEpoch, segmentLines, bytesOf } from './testing/index.js';
  const header = logHeader(46, 'local', '0'.repeat(64));
  let state = initialReplay(header);
  globalThis.sealed = JSON.stringify(byEpoch(JSON.parse(globalThis.facts)).map(([epoch, facts]) => {
    const replay = replayEpoch(header, state, epoch);
    replay.push(bytesOf(segmentLines(facts)));
    const { right } = replay.close();
    state = right.next;
    return { ...right.seal, weightsHash: right.weights.hash };
  }));
`;

const bundle = async (): Promise<string> => {
  const built = await build({
    stdin: { contents: ENTRY, resolveDir: new URL('.', import.meta.url).pathname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main', 'module'],
    logLevel: 'silent',
  });
  return built.outputFiles[0]?.text ?? '';
};

test('the core replays in a context without console, Buffer, process or TextEncoder', async () => {
  const code = await bundle();
  const lines = readFileSync(new URL('facts.ndjson', LOG), 'utf8').split('\n').slice(0, -1);
  const context = createContext({ facts: `[${lines.join(',')}]` });
  // V8 puts a console of its own into every context.
  runInContext('delete globalThis.console', context);
  const hosts = runInContext(
    '[typeof console, typeof Buffer, typeof process, typeof TextEncoder, typeof crypto]',
    context,
  );
  assert.equal([...(hosts as string[])].filter((kind) => kind !== 'undefined').length, 0);
  runInContext(code, context);
  const sealed = JSON.parse((context as { sealed: string }).sealed) as readonly Record<string, unknown>[];
  const { epochs } = JSON.parse(readFileSync(new URL('expected.json', LOG), 'utf8')) as {
    epochs: readonly Record<string, unknown>[];
  };
  assert.is(sealed.length, epochs.length);
  for (const [at, epoch] of epochs.entries()) {
    for (const key of ['count', 'segment', 'rules', 'scores', 'seal', 'status', 'weightsHash']) {
      assert.is(sealed[at]?.[key], epoch[key], key);
    }
  }
});

test.run();
