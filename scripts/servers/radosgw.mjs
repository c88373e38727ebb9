import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { startDaemon } from './daemon.mjs';
import { freePort } from './free-port.mjs';
import { radosgwConfig } from './radosgw-config.mjs';

/** Programs of Ceph that are started here, and the Debian packages they are in. */
export const RADOSGW_PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];
export const RADOSGW_PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd'];

const UP_MS = 100_000;
const STEP_MS = 60_000;
const LOG_ROWS = 8;
const ACCESS_KEY = 'TESTKEY';
const SECRET_KEY = 'testsecret';

const run = (command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: STEP_MS });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout.trim();
};

const answers = async (endpoint, daemons) => {
  for (const end = Date.now() + UP_MS; Date.now() < end; await setTimeout(250)) {
    const ended = daemons.find((daemon) => daemon.ended() !== undefined);
    if (ended !== undefined) throw new Error(ended.ended());
    if (
      await fetch(endpoint).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`radosgw did not answer within ${UP_MS / 1000} s`);
};

/** The last rows of every log, for whoever has to find out why a start failed. */
const lastRows = (dir) =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) => [name, ...readFileSync(`${dir}/${name}`, 'utf8').trimEnd().split('\n').slice(-LOG_ROWS)])
    .join('\n');

/**
 * Starts a radosgw with its own Ceph in a new directory. Answers where it is and how to stop it; `stop` waits until all
 * of it has ended and takes the directory away.
 */
export const startRadosgw = async () => {
  const dir = mkdtempSync(`${tmpdir()}/radosgw-`);
  const clear = () => rmSync(dir, { recursive: true, force: true });
  process.once('exit', clear);
  const [fsid, osd] = [randomUUID(), randomUUID()];
  const [monPort, port] = [await freePort(), await freePort()];
  const conf = `${dir}/ceph.conf`;
  const daemons = [];
  const start = (command, ...args) => {
    const daemon = startDaemon(command, ['-f', '-c', conf, ...args]);
    daemons.unshift(daemon);
    return daemon;
  };
  const stop = async () => {
    for (const daemon of daemons) await daemon.stop();
    clear();
    process.removeListener('exit', clear);
  };
  const ceph = (...args) => run('ceph', ['-c', conf, ...args]);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    for (const name of ['mon', 'osd', 'rgw']) mkdirSync(`${dir}/${name}`);
    writeFileSync(conf, radosgwConfig(dir, fsid, monPort, port));
    run('monmaptool', ['--create', '--addv', 'a', `[v1:127.0.0.1:${monPort}]`, '--fsid', fsid, `${dir}/monmap`]);
    run('ceph-mon', ['-c', conf, '--mkfs', '-i', 'a', '--monmap', `${dir}/monmap`]);
    start('ceph-mon', '-i', 'a');
    ceph('osd', 'new', osd);
    run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd]);
    ceph('osd', 'crush', 'add', '0', '1.0', 'root=default', 'host=h');
    start('ceph-osd', '-i', '0');
    start('radosgw', '-n', 'client.rgw');
    await answers(endpoint, daemons);
    const user = ['user', 'create', '--uid', 't', '--display-name', 't'];
    run('radosgw-admin', [
      '-c',
      conf,
      '-n',
      'client.rgw',
      ...user,
      '--access-key',
      ACCESS_KEY,
      '--secret-key',
      SECRET_KEY,
    ]);
    return { endpoint, accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY, stop };
  } catch (error) {
    const logs = lastRows(dir);
    await stop();
    throw new Error(`${error.message}\n${logs}`);
  }
};
