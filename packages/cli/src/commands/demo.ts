import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Option } from 'commander';
import { fail } from '../cli-error.js';
import type { Context } from '../context.js';
import { tour } from '../demo/tour.js';
import { onInterrupt } from '../interrupt.js';
import { command } from './command.js';

interface Options {
  readonly keep?: string;
}

const keptDirectory = (cwd: string, name: string): string => {
  const path = resolve(cwd, name);
  if (existsSync(path) && readdirSync(path).length > 0) {
    throw fail({ exit: 16, code: 'EEXIST', message: `${path} is not empty`, help: 'name a new directory' });
  }
  mkdirSync(path, { recursive: true });
  return path;
};

const farewell = ({ io, paint }: Context, kept: string | undefined): string[] => {
  const lines =
    kept === undefined
      ? [
          ['subnet-cli demo --keep tour && cd tour', 'the same, and it stays: try the commands above'],
          ['subnet-cli init --netuid 46', 'a log of your own'],
        ]
      : [
          [`cd ${relative(io.cwd, kept) || '.'}`, 'the log of the tour; the commands above work there'],
          ['subnet-cli stats', 'all epochs together'],
          ['subnet-cli plan --epoch 305 --round first', 'which rows are checked, and how likely a cheat is caught'],
          ['subnet-cli log cat 305:17', 'one fact'],
        ];
  const width = Math.max(...lines.map(([text = '']) => text.length));
  const shown = lines.map(([text = '', says = '']) => `  ${paint.strong(text.padEnd(width))}  ${paint.dim(says)}`);
  return ['', 'Next:', ...shown, `  ${paint.strong('subnet-cli --help'.padEnd(width))}  ${paint.dim('all commands')}`];
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
        `${context.paint.strong('subnet-cli demo')}: six epochs of a subnet shaped like netuid 46, from facts to weights.`,
        'Offline; the miners, validators and listings are made up.',
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
