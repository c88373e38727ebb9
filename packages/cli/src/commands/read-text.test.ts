import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { sealedLog, tempDirectory } from '../testing/temp-log.js';
import { readSubnetFile } from './subnet-file.js';

const HASH = 'ab'.repeat(32);

/** Every command that reads a small file as a whole. */
const READERS: readonly (readonly [string, (file: string) => readonly string[]])[] = [
  ['ruleset check', (file) => ['ruleset', 'check', file]],
  ['ruleset diff', (file) => ['ruleset', 'diff', 'zipcode-race@1', file]],
  ['proof verify', (file) => ['proof', 'verify', file]],
  ['yuma', (file) => ['yuma', '--epoch', '1', '--state', file, '--validator', '1']],
  ['assign', (file) => ['assign', '--epoch', '2', '--zipcodes', file, '--seed-block-hash', HASH]],
  ['weights apply', (file) => ['weights', 'apply', file]],
];

const cwd = await sealedLog();
mkdirSync(join(cwd, 'folder'));
writeFileSync(join(cwd, 'noise'), Buffer.from([0xff, 0xfe, 0x00, 0xc3]));

for (const [name, argv] of READERS) {
  test(`${name} names the folder that was given instead of a file`, async () => {
    const { exit, stderr } = await runCli(argv('folder'), { cwd });
    assert.is(exit, 16);
    assert.match(stderr, /^error: folder is a directory\n {2}help: name a file/);
  });

  test(`${name} refuses what is no UTF-8`, async () => {
    const { exit, stderr } = await runCli(argv('noise'), { cwd });
    assert.is(exit, 12);
    assert.match(stderr, /^error: noise is [\s\S]*UTF-8[\s\S]*help: /);
  });

  // A state may have 256 MiB, which takes a moment to read.
  if (name === 'yuma') continue;
  test(`${name} reads no more than it takes of a file without an end`, async () => {
    if (!existsSync('/dev/zero')) return console.log('(no /dev/zero on this system)');
    const { exit, stderr } = await runCli(argv('/dev/zero'), { cwd });
    assert.is(exit, 12);
    assert.match(stderr, /^error: \/dev\/zero .*has more than \d+ bytes\n {2}help: /);
  });
}

const SUBNET_FILES: readonly (readonly [string, RegExp])[] = [
  ['{"network":["ws://127.0.0.1:9944"]', /subnet\.json: expected JSON, found something else$/],
  ['[]', /subnet\.json: \/: expected an object, found a list$/],
  ['{"bukcet":{}}', /\/bukcet: there is no such key: expected one of network, bucket, source, server$/],
  ['{"bucket":"miners"}', /\/bucket: expected an object, found a text$/],
  ['{"bucket":{"name":5}}', /\/bucket\/name: expected a text, found a number$/],
  ['{"bucket":{"name":""}}', /\/bucket\/name: expected a text, found an empty text$/],
  ['{"bucket":{"secretAccessKey":"abc"}}', /\/bucket\/secretAccessKey: there is no such key/],
  ['{"network":"ws://127.0.0.1"}', /\/network: expected a list of texts, found a text$/],
  ['{"source":{"perSecond":0}}', /\/source\/perSecond: expected a number above 0, found a number$/],
  ['{"source":{"allowPrivate":null}}', /\/source\/allowPrivate: expected true or false, found null$/],
];

for (const [text, message] of SUBNET_FILES) {
  test(`subnet.json ${text} is refused, and no value of it is told`, () => {
    const directory = tempDirectory();
    writeFileSync(join(directory, 'subnet.json'), text);
    assert.throws(
      () => readSubnetFile(join(directory, 'subnet-log')),
      (error: Error) => {
        assert.match(error.message, message);
        return !error.message.includes('abc');
      },
    );
  });
}

test.run();
