#!/usr/bin/env node
// Makes a fresh clone ready: installs and builds, each only when there is a reason, which it prints. It runs before
// anything is installed, so it may use nothing but Node and npm.

import { projectRoot } from './files.mjs';
import { build } from './setup/build.mjs';
import { install } from './setup/install.mjs';

const say = (text) => console.error(`setup: ${text}`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node 20.19 or newer is needed, this is ${process.version}`);
  process.exit(1);
}
process.exitCode = install(projectRoot, say) || build(projectRoot, say);
