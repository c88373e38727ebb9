import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Option } from 'commander';
import { fail } from '../cli-error.js';
import type { Context } from '../context.js';
import { tour } from '../demo/tour.js';
import { onInterrupt } from '../interrupt.js';
import { packageRoot } from '../version.js';
import { command } from './command.js';

interface Options {
  readonly keep?: string;
}

const keptDirectory = (cwd: string, name: string): string => {
  const path = resolve(cwd, name);
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw fail({ exit: 16, code: 'ENOTDIR', message: `${path} is a file`, help: 'name a new directory' });
  }
  if (existsSync(path) && readdirSync(path).length > 0) {
    throw fail({ exit: 16, code: 'EEXIST', message: `${path} is not empty`, help: 'name a new directory' });
  }
  mkdirSync(path, { recursive: true });
  return path;
};

/** How the shell of somebody who stands in a checkout gets to know the program. */
const alias = ({ io }: Context): readonly (readonly string[])[] => {
  const program = relative(io.cwd, join(packageRoot(), 'bin', 'subnet-cli.js'));
  const isHere = !isAbsolute(program) && !/^(\.\.|node_modules)/.test(program);
  return isHere ? [[`alias subnet-cli="node $PWD/${program}"`, 'so that this shell knows the program']] : [];
};

const farewell = (context: Context, kept: string | undefined): string[] => {
  const { io, paint } = context;
  const lines =
    kept === undefined
      ? [
          ...alias(context),
          ['subnet-cli demo --keep tour && cd tour', 'the same, and it stays: try the commands above'],
          ['subnet-cli init --netuid 46', 'a log of your own'],
        ]
      : [
          [`cd ${relative(io.cwd, kept) || '.'}`, 'the log of the tour; the commands above work there'],
          ['subnet-cli stats', 'all epochs together'],
          ['subnet-cli plan --epoch 305 --round first', 'which rows are checked, and how likely a cheat is caught'],
          ['subnet-cli log cat 305:17', 'one fact'],
        ];
  const all = [...lines, ['subnet-cli --help', 'all commands']];
  return [
    '',
    'Next:',
    ...all.flatMap(([text = '', says = '']) => [`  ${paint.strong(text)}`, `    ${paint.dim(says)}`]),
  ];
};

/** `demo`: a guided tour over a made-up subnet. */
export const demo = command<Options>({
  about:
    'A guided tour, offline and in some seconds: six epochs of a made-up subnet, from facts to weights, with one zero and one win explained, and a changed bit found. It works in a temporary directory.',
  args: [],
  options: [new Option('--keep <dir>', 'work in this directory and leave it there')],
  examples: ['demo', 'demo --keep ./tour'],
  exits: [12, 16, 125],
  run: async (context, { keep }) => {
    const kept = keep === undefined ? undefined : keptDirectory(context.io.cwd, keep);
    const directory = kept ?? mkdtempSync(join(tmpdir(), 'subnet-demo-'));
    const clean = async (): Promise<void> => {
      if (kept === undefined) rmSync(directory, { recursive: true, force: true });
    };
    const done = onInterrupt(clean);
    try {
      await context.print(
        `${context.paint.strong('subnet-cli demo')}: six epochs of a subnet, from facts to weights.`,
        'Offline; shaped like netuid 46; miners, validators and listings are made up.',
      );
      const { steps, asExpected } = await tour(context, directory);
      if (!asExpected) throw new Error('a step of the demo did not end as it should');
      await context.print(...farewell(context, kept));
      if (context.flags.json) await context.printJson('demo', { ...(kept === undefined ? {} : { directory }), steps });
      return 0;
    } finally {
      done();
      await clean();
    }
  },
});
