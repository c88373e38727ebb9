import { openLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { ReadLog, RunningServer } from '@subnet-scoring/adapters/server';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { LogHeader } from '@subnet-scoring/core';
import { dataError, fail } from '../cli-error.js';
import type { Context } from '../context.js';
import { onInterrupt } from '../interrupt.js';
import { visible } from '../output/visible.js';
import { packageVersion } from '../version.js';
import { command } from './command.js';
import { assertLog, assertWhole, logDirectory, shownPath, withLog } from './open-log.js';
import { logOption } from './options.js';
import { assertNamed, bucketSettings, type ServeOptions, serveOptions } from './serve-options.js';

const NO_GENESIS = /^0+$/;

/** Opens the log anew for each question: others write to it while the server runs. */
const reader =
  (directory: string): ReadLog =>
  async (use) => {
    const opened = openLog(directory, { readOnly: true });
    if (opened._tag === 'Left') throw dataError(opened.left);
    try {
      assertWhole(opened.right.damage);
      return await use(opened.right);
    } finally {
      await opened.right.close();
    }
  };

const cannotListen = (error: unknown): Error => {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const help = error.code === 'EADDRINUSE' ? 'somebody listens there: choose another --listen' : 'check --listen';
  return fail({ exit: 10, code: String(error.code), message: `it cannot listen: ${error.message}`, help });
};

const start = async (
  context: Context,
  options: ServeOptions,
  directory: string,
  { netuid, genesis }: LogHeader,
): Promise<RunningServer> => {
  const settings = bucketSettings(context.io, options);
  const { SERVER_LIMITS, startServer } = await import('@subnet-scoring/adapters/server');
  const bucket =
    settings === undefined ? {} : { bucket: (await import('@subnet-scoring/adapters/s3')).s3Bucket(settings) };
  const { listen, publicUrl, validatorStakeRao, proxy } = options;
  const running = startServer({
    ...listen,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...bucket,
    netuid,
    genesis,
    validatorStakeRao,
    proxies: proxy,
    readLog: reader(directory),
    verify: sr25519Verifier(),
    host: nodeHost,
    version: packageVersion(),
    limits: SERVER_LIMITS,
    now: Date.now,
    onMistake: (error) => void context.warn(`error: ${visible(error.message)}`),
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
    'Serves assignments, expected counts, upload grants and results of the log over HTTP until it is interrupted. Sealed results are public; for the rest a caller signs with a hotkey that is registered in the newest snapshot of the log. The log is only read, so facts can be appended meanwhile. The key of the bucket comes from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Everything it answers is described in /openapi.json.',
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
    return withLog(context, options, 'read', async ({ header }) => {
      const running = await start(context, options, directory, header);
      const { url, publicUrl } = running;
      const uploads = options.bucket !== undefined;
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
        `  uploads  ${uploads ? `granted into ${options.bucket}` : 'not granted: no --bucket'}`,
      );
      if (context.flags.json)
        await context.printJson('serve', { url, publicUrl, netuid, genesis, log: directory, uploads });
      if (options.check === true) await running.stop();
      else await untilInterrupted(running);
      return 0;
    });
  },
});
