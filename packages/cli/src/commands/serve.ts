import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Bucket } from '@subnet-scoring/adapters/ports';
import type { ReadLog, RunningServer } from '@subnet-scoring/adapters/server';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { LogHeader } from '@subnet-scoring/core';
import { dataError, fail, problemOf, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { onInterrupt } from '../interrupt.js';
import { problemLines } from '../output/problem-lines.js';
import { visible } from '../output/visible.js';
import { packageVersion } from '../version.js';
import { openBucket } from './bucket-open.js';
import { command } from './command.js';
import { assertLog, assertWhole, logDirectory, openAt, shownPath } from './open-log.js';
import { logOption } from './options.js';
import { responsive } from './responsive.js';
import { assertNamed, type ServeOptions, serveOptions } from './serve-options.js';
import { isAddress, shownAddress } from './store-log.js';
import { readSubnetFile } from './subnet-file.js';

const NO_GENESIS = /^0+$/;

/** Opens the log anew for each question: others write to it while the server runs. */
const reader =
  (directory: string): ReadLog =>
  async (use) => {
    const opened = await openAt(directory, true);
    if (opened._tag === 'Left') throw dataError(opened.left);
    try {
      assertWhole(opened.right.damage);
      return await use(responsive(opened.right));
    } finally {
      await opened.right.close();
    }
  };

/** Why the log cannot be read, as any command would say it. */
const mistakeLines = (error: Error): readonly string[] => {
  const found = problemOf(error);
  return found.code === 'BUG' ? [`error: ${visible(error.message)}`] : problemLines(found);
};

/** The bucket that uploads are granted into, and its name; undefined when none are granted. */
const uploadsInto = (context: Context, options: ServeOptions, directory: string) => {
  if (!options.uploads) return undefined;
  const file = readSubnetFile(directory);
  const set = context.io.env['SUBNET_BUCKET'];
  const name = options.bucket ?? (set === '' ? undefined : set) ?? file.bucket?.name;
  if (name !== undefined) return { name, bucket: openBucket(context, options, file) };
  if (options.endpoint !== undefined) throw usageError('--endpoint names no bucket', 'add --bucket NAME');
  return undefined;
};

const cannotListen = (error: unknown): Error => {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const help = error.code === 'EADDRINUSE' ? 'somebody listens there: choose another --listen' : 'check --listen';
  return fail({ exit: 10, code: String(error.code), message: `it cannot listen: ${error.message}`, help });
};

const uploadsText = ({ uploads }: ServeOptions, name: string | undefined): string =>
  name === undefined ? `not granted: ${uploads ? 'no bucket is named' : '--no-uploads'}` : `granted into ${name}`;

const start = async (
  context: Context,
  { listen, publicUrl, validatorStakeRao, proxy }: ServeOptions,
  readLog: ReadLog,
  { netuid, genesis }: LogHeader,
  bucket: Bucket | undefined,
): Promise<RunningServer> => {
  const { SERVER_LIMITS, startServer } = await import('@subnet-scoring/adapters/server');
  const running = startServer({
    ...listen,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(bucket === undefined ? {} : { bucket }),
    netuid,
    genesis,
    validatorStakeRao,
    proxies: proxy,
    readLog,
    verify: sr25519Verifier(),
    host: nodeHost,
    version: packageVersion(),
    limits: SERVER_LIMITS,
    now: Date.now,
    onMistake: (error) => void context.warn(...mistakeLines(error)),
  });
  return running.catch((error: unknown) => Promise.reject(cannotListen(error)));
};

const untilInterrupted = (running: RunningServer): Promise<void> =>
  new Promise((resolve) => {
    onInterrupt(async () => {
      await running.stop();
      resolve();
    });
  });

/** `serve`: assignments, upload grants and results over HTTP. */
export const serve = command<ServeOptions>({
  about:
    'Serves assignments, expected counts, upload grants and results of the log over HTTP until it is interrupted. Sealed results are public; for the rest a caller signs with a hotkey that is registered in the newest snapshot of the log. The log is only read, so facts can be appended meanwhile. Uploads are granted where a bucket is named; its key stays here. Everything it answers is described in /openapi.json.',
  args: [],
  options: [...serveOptions(), logOption()],
  examples: [
    'serve',
    'serve --listen 0.0.0.0:8080 --public-url https://api.example.org --proxy 10.0.0.1',
    'serve --bucket miners --endpoint https://s3.example.org --region eu-central-1',
    'serve --listen 127.0.0.1:0 --check --json',
  ],
  exits: [10, 11, 12, 16],
  run: async (context, options) => {
    const { io } = context;
    assertNamed(options);
    const directory = logDirectory(io, options);
    assertLog(directory);
    const into = uploadsInto(context, options, directory);
    const readLog = reader(directory);
    const header = await readLog(async (log) => log.header);
    const running = await start(context, options, readLog, header, into?.bucket);
    const { url, publicUrl } = running;
    const { netuid, genesis } = header;
    if (NO_GENESIS.test(genesis)) {
      await context.warn(
        'notice: the log names no genesis, so a request that was signed for another chain counts here',
      );
    }
    await context.print(
      `serving netuid ${netuid} from ${shownPath(io, directory)}`,
      `  at       ${url}`,
      `  as       ${publicUrl}`,
      `  uploads  ${uploadsText(options, into?.name)}`,
    );
    if (context.flags.json) {
      const log = isAddress(directory) ? shownAddress(directory) : directory;
      await context.printJson('serve', { url, publicUrl, netuid, genesis, log, uploads: into !== undefined });
    }
    if (options.check === true) await running.stop();
    else await untilInterrupted(running);
    return 0;
  },
});
