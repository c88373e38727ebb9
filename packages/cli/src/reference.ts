import type { Command, Option } from 'commander';
import type { CommandModule } from './commands/command.js';
import { COMMANDS, type Entry, isGroup } from './commands/table.js';
import { EXIT_CODES, EXITS } from './exit.js';
import { buildProgram, exitsOf } from './program.js';

/** Keeps a text from ending a table cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${titles.join(' | ')} |`,
  `|${titles.map(() => '---|').join('')}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

const optionRow = ({
  flags,
  description,
  mandatory,
  defaultValue,
  defaultValueDescription: says,
}: Option): string[] => {
  const isBare = defaultValue === undefined || defaultValue === true;
  const fallback = isBare ? '' : ` (default: ${says ?? String(defaultValue)})`;
  return [`\`${flags.replaceAll('|', '\\|')}\``, cell(`${description}${mandatory ? ' (needed)' : ''}${fallback}`)];
};

const usageOf = (path: string, module: CommandModule): string =>
  [
    'subnet-cli',
    path,
    ...(module.options.length > 0 ? ['[options]'] : []),
    ...module.args.map(([flags]) => flags),
  ].join(' ');

const section = (path: string, module: CommandModule): string[] => [
  `## ${path}`,
  '',
  module.about,
  '',
  '```text',
  usageOf(path, module),
  '```',
  '',
  ...(module.args.length === 0
    ? []
    : [
        ...table(
          ['argument', ''],
          module.args.map(([flags, says]) => [`\`${flags.replaceAll('|', '\\|')}\``, cell(says)]),
        ),
        '',
      ]),
  ...(module.options.length === 0 ? [] : [...table(['option', ''], module.options.map(optionRow)), '']),
  'Examples:',
  '',
  '```text',
  ...module.examples.map((line) => `subnet-cli ${line}`),
  '```',
  '',
  `Exit codes: ${exitsOf(module).join(', ')}. JSON: \`subnet-cli schema print ${path.replace(' ', '-')}\`.`,
  '',
];

const sections = async (entries: readonly Entry[], prefix: string): Promise<string[]> => {
  const out: string[] = [];
  for (const entry of entries) out.push(...section(`${prefix}${entry.name}`, await entry.load()));
  return out;
};

const overview = (program: Command): string[] =>
  table(
    ['command', ''],
    program.commands.flatMap((item) => {
      const below = item.commands.map((sub) => [`\`${item.name()} ${sub.name()}\``, cell(sub.summary())]);
      return below.length > 0 ? below : [[`\`${item.name()}\``, cell(item.summary())]];
    }),
  );

/** The reference of the command line as Markdown, made from the program itself: docs/cli.md. */
export const cliReference = async (): Promise<string> => {
  const program = await buildProgram({ wants: () => false });
  const lines = [
    '# subnet-cli',
    '',
    'This page is made from the program. Data goes to stdout, everything else to stderr. Facts and rule sets come from the',
    'log alone: environment and options say where things are and how they look, never what is scored.',
    '',
    ...overview(program),
    '',
    '## Every command',
    '',
    ...table(['option', ''], [...program.options.map(optionRow), ['`-h, --help`', 'print help']]),
    '',
    'The log is the directory named by `--log`, else by `SUBNET_LOG`, else `./subnet-log` when it is there.',
    '',
    'With `--json` a command prints one object whose first key is `schema`, such as `"subnet-cli/validate@1"`; a command that',
    'ends early prints a `"subnet-cli/error@1"`. Fixed-point numbers and integers beyond 2^53 are strings. `schema print NAME`',
    'prints the JSON Schema. The number behind the `@` stays while keys are only added.',
    '',
    '## Exit codes',
    '',
    ...table(
      ['code', ''],
      EXIT_CODES.map((code) => [`${code}`, EXITS[code]]),
    ),
    '',
    '"Found a problem" and "could not look" never share a code. When several hold, 12 counts before 1, and 1 before 125.',
    '',
    ...(await sections(
      COMMANDS.flatMap((item) => (isGroup(item) ? [] : [item])),
      '',
    )),
  ];
  for (const item of COMMANDS) if (isGroup(item)) lines.push(...(await sections(item.commands, `${item.name} `)));
  return `${lines.join('\n').trimEnd()}\n`;
};
