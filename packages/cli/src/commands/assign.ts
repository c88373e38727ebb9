import { existsSync } from 'node:fs';
import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  type Assignment,
  assignmentParamsHash,
  assignZipcodes,
  type EpochNumber,
  type EpochOpened,
  type Hash32,
  type LogHeader,
  type NetUid,
  zipcodesHash,
} from '@subnet-scoring/core';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { assignJson, assignLines } from '../view/assign-text.js';
import { readAssignmentParams, readZipcodes } from './assign-files.js';
import { type OpenedBefore, readOpened } from './assign-log.js';
import { type OpeningOptions, openingLine, openingOptions } from './assign-opening.js';
import { command } from './command.js';
import { withLog } from './open-log.js';
import { epochOption, hashOption, type LogOptions, logOption, netuidOption } from './options.js';

interface Options extends LogOptions, OpeningOptions {
  readonly epoch: EpochNumber;
  readonly zipcodes: string;
  readonly seedBlockHash: Hash32;
  readonly params?: string;
  readonly netuid?: NetUid;
  readonly facts?: boolean;
}

type Subnet = Pick<LogHeader, 'authority' | 'netuid'>;

/** Says what the log has for this epoch, so that anybody can check an assignment that is in force. */
const comparedWith = (own: readonly EpochOpened[], assignment: Assignment): 'same' | 'other' | undefined => {
  const text = assignment.kind === 'assigned' ? JSON.stringify(assignment.zipcodes) : '';
  const inLog = own.map(({ data }) =>
    JSON.stringify(data.zipcodes.map(({ expected, zipcode }) => ({ expected, zipcode }))),
  );
  return inLog.length === 0 ? undefined : inLog.every((found) => found === text) ? 'same' : 'other';
};

const NOTES = {
  same: 'the log opened this epoch with the same zipcodes',
  other: 'the log opened this epoch with other zipcodes',
} as const;

const assign = async (
  context: Context,
  options: Options,
  { netuid, authority }: Subnet,
  { past, own }: OpenedBefore,
): Promise<ExitCode> => {
  const { sha256 } = nodeHost;
  const { epoch, seedBlockHash: seed } = options;
  const candidates = readZipcodes(context.io, options.zipcodes);
  const params = readAssignmentParams(context.io, options.params);
  const assignment = assignZipcodes(sha256, params, { seed, netuid, epoch, candidates, past });
  const hashes = { seed, params: assignmentParamsHash(sha256, params), zipcodes: zipcodesHash(sha256, candidates) };
  const shown = { epoch, assignment, hashes };
  const opened = comparedWith(own, assignment);
  const facts =
    options.facts === true && assignment.kind === 'assigned'
      ? [openingLine(options, { seed, netuid, epoch }, authority, assignment)]
      : undefined;
  if (facts !== undefined) await context.print(...facts);
  else await context.print(...assignLines(shown, context));
  if (facts !== undefined && authority !== 'local')
    await context.note(`${authority} has to sign it before it counts: subnet-cli log sign`);
  if (opened !== undefined) await context.note(NOTES[opened]);
  if (context.flags.json) {
    const more = {
      ...(opened === undefined ? {} : { opened }),
      ...(facts === undefined ? {} : { facts: facts.map((line) => JSON.parse(line) as object) }),
    };
    await context.printJson('assign', { netuid, ...assignJson(shown), ...more });
  }
  return assignment.kind === 'short' || opened === 'other' ? 1 : 0;
};

const hasLog = ({ cwd, env }: Context['io'], { log }: LogOptions): boolean =>
  log !== undefined || (env['SUBNET_LOG'] ?? '') !== '' || existsSync(`${cwd}/subnet-log`);

/** `assign`: the zipcodes of an epoch, drawn by the hash of a block. */
export const assignCommand = command<Options>({
  about:
    'Draws the zipcodes of an epoch from a table by the hash of a block: the same for everybody with the same table, parameters and log. Zipcodes of earlier epochs in the log cool down. When the log has opened the epoch already, says whether with the same zipcodes (exit 1 if not). When the bounds leave too few listings, nothing is drawn, and the bound that is in the way is named (exit 1).',
  args: [],
  options: [
    epochOption('the epoch').makeOptionMandatory(),
    new Option('--zipcodes <file>', 'table of zipcodes: zipcode,state,expected,tier').makeOptionMandatory(),
    hashOption(
      '--seed-block-hash <hash>',
      'hash of the block that draws, such as that of startBlock',
    ).makeOptionMandatory(),
    new Option('--params <file>', 'parameters as JSON (default: PA and NJ, 10,000 listings; see docs/assignments.md)'),
    netuidOption('number of the subnet, without a log').makeOptionMandatory(false),
    new Option('--facts', 'print the line that opens the epoch instead'),
    ...openingOptions(),
    logOption(),
  ],
  examples: [
    `assign --epoch 3 --zipcodes zipcodes.csv --seed-block-hash ${'ab'.repeat(32)}`,
    `assign --epoch 3 --zipcodes zipcodes.csv --seed-block-hash ${'ab'.repeat(32)} --params params.json --json`,
    `assign --epoch 3 --zipcodes zipcodes.csv --seed-block-hash ${'ab'.repeat(32)} --facts --start-block 7200 --end-block 8400`,
  ],
  exits: [1, 12, 16],
  run: (context, options) => {
    if (hasLog(context.io, options)) {
      return withLog(context, options, 'read', async (log) => {
        const { netuid = log.header.netuid } = options;
        if (netuid !== log.header.netuid) {
          throw usageError(`the log is of netuid ${log.header.netuid}, not ${netuid}`, 'leave --netuid out');
        }
        const { cooldownEpochs } = readAssignmentParams(context.io, options.params);
        return assign(context, options, log.header, await readOpened(log, options.epoch, cooldownEpochs));
      });
    }
    const { netuid } = options;
    if (netuid === undefined)
      throw usageError('which subnet? There is no log that says it', 'add --netuid N or --log DIR');
    return assign(context, options, { netuid, authority: 'local' }, { past: [], own: [] });
  },
});
