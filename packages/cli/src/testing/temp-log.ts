import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../version.js';
import { runCli } from './run-cli.js';

const made: string[] = [];
process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** A directory that goes away with the process. */
export const tempDirectory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'subnet-cli-test-'));
  made.push(path);
  return path;
};

/** The folder of a fixture log. */
export const fixtureLog = (name: string): string => join(packageRoot(), '..', '..', 'fixtures', 'logs', name);

/** Facts of a fixture log, in the order of the file. */
export const fixtureFacts = (name: string): readonly string[] =>
  readFileSync(join(fixtureLog(name), 'facts.ndjson'), 'utf8')
    .trimEnd()
    .split('\n');

/** An empty directory with an empty log in ./subnet-log. */
export const emptyLog = async (): Promise<string> => {
  const cwd = tempDirectory();
  await runCli(['log', 'init', 'subnet-log', '--netuid', '46'], { cwd });
  return cwd;
};

const prepared = new Map<string, Promise<string>>();

const prepare = async (name: string): Promise<string> => {
  const cwd = await emptyLog();
  const facts = join(fixtureLog(name), 'facts.ndjson');
  for (const argv of [
    ['log', 'append', facts],
    ['log', 'seal', '--all', '--unjudged'],
  ]) {
    const { exit, stderr } = await runCli(argv, { cwd });
    if (exit !== 0) throw new Error(`${name}: ${argv.join(' ')} ended with ${exit}: ${stderr}`);
  }
  return cwd;
};

/** A directory with a copy of a fixture's log, sealed, in ./subnet-log. */
export const sealedLog = async (name = 'tiny'): Promise<string> => {
  const source = prepared.get(name) ?? prepare(name);
  prepared.set(name, source);
  const cwd = tempDirectory();
  mkdirSync(join(cwd, 'subnet-log'));
  cpSync(join(await source, 'subnet-log'), join(cwd, 'subnet-log'), { recursive: true });
  return cwd;
};
