import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageRoot } from './version.js';

interface EntryModule {
  readonly entryModule: () => string;
  readonly buildStamp: () => string;
  readonly bundleStamp: () => string | undefined;
}

test('the bundle is used only while it is as new as the build', async () => {
  const url = pathToFileURL(join(packageRoot(), 'bin', 'entry.js')).href;
  const { entryModule, buildStamp, bundleStamp } = (await import(url)) as EntryModule;
  const isFresh = bundleStamp() === buildStamp();
  assert.match(entryModule(), isFresh ? /\/bundle\/run-process\.js$/ : /\/dist\/run-process\.js$/);
  assert.match(buildStamp(), /^core \d+ [\d.]+\nadapters \d+ [\d.]+\ncli \d+ [\d.]+$/);
});

test.run();
