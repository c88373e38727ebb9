import { nodeHost } from '@subnet-scoring/adapters/node';
import { signFacts } from '@subnet-scoring/adapters/operations';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { Account, LogHeader } from '@subnet-scoring/core';
import { fail, usageError } from '../cli-error.js';
import { plural } from '../output/plural.js';
import { command } from './command.js';
import { orThrow } from './failures.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyOptions } from './keys-options.js';
import { newFile } from './new-file.js';
import { shownPath, useLog } from './open-log.js';
import { type LogOptions, logOption, outputOption } from './options.js';
import { openSource } from './sources.js';

interface Options extends LogOptions, KeyFlags {
  readonly output?: string;
}

const assertAuthority = ({ authority }: LogHeader, account: Account): void => {
  if (account === authority) return;
  const message = `the authority of this log is ${authority}, and this wallet's hotkey is ${account}`;
  throw fail({ exit: 11, code: 'KEY_MISMATCH', message, help: 'name the wallet of the authority with -w and -H' });
};

/** `log sign`: lines of the log's authority, from a file or stdin. */
export const logSign = command<Options>({
  about:
    'Signs the lines that only the authority of a log can write, MechanismActivated and EpochOpened, for its subnet and chain. Every line is checked in full, and nothing is signed when one is wrong. The log itself stays as it is: `log append` takes what is printed.',
  args: [['<file>', 'NDJSON file of lines without signature, or - for stdin']],
  options: [outputOption('write to a file, which appears only when it is complete'), logOption(), ...keyOptions()],
  examples: [
    'log sign activate.ndjson -o signed.ndjson -w owner -H default',
    'log sign activate.ndjson -w owner | subnet-cli log append -',
  ],
  exits: [11, 12, 16],
  run: async (context, options, [path = '-']) => {
    const { io, flags } = context;
    const { output } = options;
    if (flags.json && output === undefined) {
      throw usageError('--json describes what was signed, and the lines need a file of their own', 'give -o FILE');
    }
    const header = await useLog(context, options, 'read', async (log) => log.header);
    if (header.authority === 'local') {
      throw usageError('the authority of this log is "local": its lines need no signature', 'append them as they are');
    }
    const { name, bytes } = openSource(io, path);
    return withKey(context, options, async ({ signer }) => {
      assertAuthority(header, signer.account);
      const check = { host: nodeHost, verify: sr25519Verifier(), signer, file: name };
      const lines = orThrow(await signFacts(header, bytes, check));
      const text = lines.map((line) => `${line}\n`).join('');
      const file = output === undefined ? undefined : newFile(io, output);
      try {
        await (file?.write ?? io.stdout.write)(text);
        await file?.keep();
      } catch (error) {
        await file?.drop();
        throw error;
      }
      const where = file === undefined ? '' : ` and written to ${shownPath(io, file.path)}`;
      await context.note(`${plural(lines.length, 'line')} signed by ${signer.account}${where}`);
      if (flags.json)
        await context.printJson('log-sign', { file: file?.path, account: signer.account, count: lines.length });
      return 0;
    });
  },
});
