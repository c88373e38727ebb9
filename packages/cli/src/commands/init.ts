import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Account,
  type Block,
  type EpochNumber,
  encodeEvent,
  isAccount,
  type MechanismActivated,
} from '@subnet-scoring/core';
import { InvalidArgumentError, Option } from 'commander';
import { fail, usageError } from '../cli-error.js';
import { command } from './command.js';
import { makeLog, type NewLogOptions, newLogOptions } from './new-log.js';
import { logFlag, shownPath } from './open-log.js';
import { countOption } from './options.js';
import { shippedRuleset } from './ruleset-source.js';

interface Options extends NewLogOptions {
  readonly template: string;
  readonly burn?: Account;
  readonly fromEpoch: EpochNumber;
}

const BLANK = 'blank';
const WHOLE_PPM = 1_000_000;
const EPOCH_MAX = 0xffffffff;
const ACTIVATION = 'activate.ndjson';

const parseHotkey = (text: string): Account => {
  if (!isAccount(text)) throw new InvalidArgumentError('Expected an SS58 address with prefix 42.');
  return text;
};

/** The line that puts a rule set in force; the authority of the log signs it unless that is "local". */
const activation = ({
  template,
  burn,
  fromEpoch,
  netuid,
  authority = 'local',
}: Options & { readonly burn: Account }) => {
  const { name, mechanism, version, params } = shippedRuleset(template);
  const fact: MechanismActivated = {
    block: 0 as Block,
    by: authority,
    data: { burnHotkey: burn, fromEpoch, mechanism, params, ruleset: name, shareppm: WHOLE_PPM, version },
    epoch: fromEpoch,
    netuid,
    type: 'MechanismActivated',
    v: 1,
  };
  return encodeEvent(fact);
};

const SIGNED = 'signed.ndjson';

const activationHint = ({ burn, authority = 'local', template }: Options, at: string): string[] => {
  if (template === BLANK) return [];
  if (burn === undefined)
    return [`no rule set is in force: a log made with --burn HOTKEY comes with the line for ${template}`];
  const append = (file: string): string => `put ${template} in force: subnet-cli log append ${file}${at}`;
  if (authority === 'local') return [append(ACTIVATION)];
  const sign = `subnet-cli log sign ${ACTIVATION} -o ${SIGNED} -w WALLET -H HOTKEY${at}`;
  return [`sign its line as ${authority}: ${sign}`, append(SIGNED)];
};

/** `init`: a log for somebody new, and what to do next. */
export const init = command<Options>({
  about:
    'Makes an empty log and says what to do next. With --burn it also writes activate.ndjson, the line that puts a rule set in force.',
  args: [['[dir]', 'directory of the log (default: ./subnet-log, which every command finds by itself)']],
  options: [
    ...newLogOptions(),
    new Option('--template <ruleset>', `rule set to start from, see \`ruleset list\`; or "${BLANK}"`).default(
      'zipcode-race@1',
    ),
    new Option('--burn <hotkey>', 'hotkey whose uid gets what nobody earned').argParser(parseHotkey),
    countOption('--from-epoch <n>', 'first epoch under the rule set', EPOCH_MAX).default(1),
  ],
  examples: [
    'init --netuid 46',
    'init --netuid 46 --burn 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --from-epoch 1',
    'init ./logs/46 --netuid 46 --template blank',
  ],
  exits: [10, 12, 15, 16],
  run: async (context, options, [dir = 'subnet-log']) => {
    const { template, burn } = options;
    if (template !== BLANK) shippedRuleset(template);
    else if (burn !== undefined)
      throw usageError('--burn is part of a rule set, and the template is blank', 'leave it out');
    const writes = template !== BLANK && burn !== undefined;
    const file = join(context.io.cwd, ACTIVATION);
    if (writes && existsSync(file)) {
      throw fail({ exit: 16, code: 'EEXIST', message: `there is a file ${file} already`, help: 'move it away first' });
    }
    const { directory, header } = await makeLog(context.io, dir, options);
    if (writes) writeFileSync(file, `${activation({ ...options, burn })}\n`, { flag: 'wx' });
    const at = logFlag(context.io, directory);
    await context.print(`log for netuid ${header.netuid} in ${shownPath(context.io, directory)}`);
    await context.note(
      'next:',
      ...activationHint(options, at).map((line) => `  ${line}`),
      `  add facts: subnet-cli log append FACTS.ndjson${at}`,
      `  look at an epoch: subnet-cli validate --epoch N${at}`,
      '  see how it all looks: subnet-cli demo',
    );
    if (context.flags.json)
      await context.printJson('init', { directory, header, template, ...(writes ? { wrote: ACTIVATION } : {}) });
    return 0;
  },
});
