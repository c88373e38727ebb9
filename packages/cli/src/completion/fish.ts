import type { Words } from './words.js';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Where a line holds: after exactly these commands. */
const condition = ({ path, commands }: Words): string => {
  if (path === '') return '__fish_use_subcommand';
  const words = path.split(' ');
  const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
  const below = commands.map(({ name }) => name).join(' ');
  return commands.length === 0 ? seen : `${seen}; and not __fish_seen_subcommand_from ${below}`;
};

const linesOf = (words: Words): string[] => {
  const start = `complete -c subnet-cli -n ${quote(condition(words))}`;
  return [
    ...words.commands.map(({ name, says }) => `${start} -f -a ${name} -d ${quote(says)}`),
    ...words.options.map(
      ({ flag, says, takesValue }) =>
        `${start} -l ${flag.replace(/^--/, '')}${takesValue ? ' -r' : ''} -d ${quote(says)}`,
    ),
  ];
};

/** A completion script for fish. */
export const fishCompletion = (all: readonly Words[]): string =>
  ['# fish completion for subnet-cli', ...all.flatMap(linesOf), ''].join('\n');
