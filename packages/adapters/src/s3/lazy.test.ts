import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Which modules of the client are loaded behind these statements, in a process of its own. */
const clientModules = (statements: string): number => {
  const program = `
    import { createRequire } from 'node:module';
    ${statements}
    const loaded = Object.keys(createRequire(process.cwd() + '/').cache);
    console.log(loaded.filter((path) => /@aws-sdk|@smithy/.test(path)).length);
  `;
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.is(stderr, '');
  return Number(stdout);
};

const s3 = fileURLToPath(new URL('index.js', import.meta.url));
const submissions = fileURLToPath(new URL('../submissions/index.js', import.meta.url));
const settings = `{ endpoint: 'http://127.0.0.1:1', region: 'r', bucket: 'b', accessKeyId: 'k', secretAccessKey: 's' }`;

test('the client is loaded by the first call, and by nothing before', () => {
  const make = `
    await import('${submissions}');
    const { s3Bucket } = await import('${s3}');
    const bucket = s3Bucket(${settings}, { now: Date.now, sleep: async () => undefined });
  `;
  assert.is(clientModules(make), 0);
  assert.ok(clientModules(`${make} await bucket.listVersions('');`) > 0);
});

test.run();
