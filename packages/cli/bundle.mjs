#!/usr/bin/env node
// Bundles the built program into few files, for a fast start: `node packages/cli/bundle.mjs`. Does nothing while the bundle
// is as new as the build. Clients that take long to load stay outside and are loaded when they are needed.

import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUNDLE, buildStamp, bundleStamp } from './bin/entry.js';

const OUTSIDE = [
  '@polkadot/*',
  'hash-wasm',
  '@aws-sdk/*',
  '@smithy/*',
  '@kurrent/*',
  'fastify',
  'hyparquet',
  'hyparquet-compressors',
];
// Packages in CommonJS ask for Node's own modules this way.
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Makes the bundle when it is missing or old; says whether it did. */
export const bundle = async () => {
  const stamp = buildStamp();
  if (bundleStamp() === stamp) return false;
  const { build } = await import('esbuild');
  const folder = fileURLToPath(BUNDLE.folder);
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [fileURLToPath(new URL('dist/run-process.js', new URL('./', import.meta.url)))],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: OUTSIDE,
    banner: { js: REQUIRE },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'error',
  });
  // Last: a bundle without its stamp is never used.
  writeFileSync(BUNDLE.stamp, stamp);
  return true;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && (await bundle()))
  console.error('bundled subnet-cli');
