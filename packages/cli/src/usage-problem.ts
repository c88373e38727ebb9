import type { CommanderError } from 'commander';
import { usageError } from './cli-error.js';
import { COMMANDS, type Entry, type Group, isGroup } from './commands/table.js';

const itemNamed = (name: string): Entry | Group | undefined => COMMANDS.find((item) => item.name === name);

const hasCommand = (item: Group, name: string): boolean => item.commands.some((entry) => entry.name === name);

/** The command or group that these words name, as far as there is one: `log`, `log seal`, or nothing. */
const namedBy = ([first = '', second = '']: readonly string[]): readonly string[] => {
  const item = itemNamed(first);
  if (item === undefined) return [];
  return isGroup(item) && hasCommand(item, second) ? [first, second] : [first];
};

const seeHelp = (words: readonly string[]): string => `see: ${['subnet-cli', ...namedBy(words), '--help'].join(' ')}`;

/** `error: unknown option '--epohc'\n(Did you mean --epoch?)` in our words. */
export const commanderProblem = (error: CommanderError, words: readonly string[]): Error => {
  const [what = '', hint] = error.message.split('\n');
  const near = hint === undefined ? '' : `${hint.replace(/^\(D/, 'd').replace(/\)$/, '')} `;
  return usageError(what.replace(/^error: /, ''), `${near}${seeHelp(words)}`);
};

/** The question that is left when a command line names no command, or a group and none of its commands. */
export const whichProblem = (words: readonly string[]): Error => {
  const item = itemNamed(words[0] ?? '');
  if (item === undefined || !isGroup(item)) return usageError('which command?', seeHelp(words));
  const names = item.commands.map((entry) => entry.name).join(', ');
  return usageError(`which command of ${item.name}?`, `one of ${names}; ${seeHelp(words)}`);
};

/** Of a line that begins with a name that is no command only that name: its own mistake counts, and not what follows. */
export const upToTheMistake = (argv: readonly string[]): readonly string[] => {
  const [first, second = ''] = argv;
  if (first === undefined || first.startsWith('-')) return argv;
  const item = itemNamed(first);
  if (item === undefined) return [first];
  const isStray = isGroup(item) && second !== '' && !second.startsWith('-') && !hasCommand(item, second);
  return isStray ? [first, second] : argv;
};
