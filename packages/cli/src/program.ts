import { Command, Help, Option, type OutputConfiguration } from 'commander';
import type { CommandModule } from './commands/command.js';
import { COMMANDS, type Entry, isGroup } from './commands/table.js';
import { EXITS, type ExitCode } from './exit.js';

/** What a parsed command line asks for. */
export interface Asked {
  readonly name: string;
  readonly module: CommandModule;
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
}

/** How a program is built: which commands it loads, where it writes, and who hears what was asked. */
export interface ProgramHooks {
  readonly wants: (name: string) => boolean;
  readonly output?: OutputConfiguration;
  readonly ask?: (asked: Asked) => void;
  /** What -V prints; looked up only by those who print it. */
  readonly version?: string;
}

const ALWAYS: readonly ExitCode[] = [0, 2, 70, 130];
/** What a command can end with beside these when its log is in an event store. */
const OF_A_STORE: readonly ExitCode[] = [10, 15];

/** Exit codes a command can end with, ascending. */
export const exitsOf = ({ exits, options }: CommandModule): ExitCode[] => {
  const store = options.some(({ long }) => long === '--log') ? OF_A_STORE : [];
  return [...new Set([...ALWAYS, ...store, ...exits])].sort((a, b) => a - b);
};

const helpAfter = (module: CommandModule): string => {
  const examples = module.examples.map((line) => `  $ subnet-cli ${line}`);
  const exits = exitsOf(module).map((code) => `  ${String(code).padStart(3)}  ${EXITS[code]}`);
  return ['', 'Examples:', ...examples, '', 'Exit codes:', ...exits].join('\n');
};

/** Fills in what a command takes, and hands over what was asked. */
const complete = (command: Command, name: string, module: CommandModule, ask: ProgramHooks['ask']): void => {
  command.description(module.about);
  for (const [flags, says] of module.args) command.argument(flags, says);
  for (const option of module.options) command.addOption(option);
  command.addHelpText('after', helpAfter(module));
  command.action(() => {
    const args = command.processedArgs.flat().filter((arg): arg is string => typeof arg === 'string');
    ask?.({ name, module, options: command.opts(), args });
  });
};

const globalOptions = (): Option[] => [
  new Option('--json', 'print one JSON object on stdout (see: schema list)'),
  new Option('-q, --quiet', 'print less'),
  new Option('-v, --verbose', 'print more; with a bug, where it happened'),
  new Option('--no-color', 'no colour (NO_COLOR does the same)'),
];

/** What the help says of an option. */
const optionText = (option: Option): string =>
  `${new Help().optionDescription(option)}${option.mandatory ? ' (needed)' : ''}`;

const newProgram = (output: OutputConfiguration, version: string): Command => {
  const program = new Command('subnet-cli');
  // Before any command is added: commands inherit these.
  program.exitOverride().configureOutput(output).helpOption('-h, --help', 'print help');
  program.configureHelp({
    showGlobalOptions: true,
    subcommandTerm: (item) => item.name(),
    optionDescription: optionText,
  });
  program.description('Validate, replay, explain and audit the weights of a subnet from a log of facts.');
  program.version(version, '-V, --version', 'print the version');
  for (const option of globalOptions()) program.addOption(option);
  return program
    .usage('[options] <command>')
    .addHelpText('after', '\nNew here?         subnet-cli demo\nOn one command:   subnet-cli validate --help');
};

/** The program. Commands that are not wanted have a name and a summary only, because loading them takes time. */
export const buildProgram = async ({ wants, output = {}, ask, version = '' }: ProgramHooks): Promise<Command> => {
  const program = newProgram(output, version);
  const add = async (parent: Command, entry: Entry, name: string): Promise<void> => {
    const command = parent.command(entry.name).summary(entry.summary).description(entry.summary).helpCommand(false);
    if (wants(name)) complete(command, name, await entry.load(), ask);
  };
  for (const item of COMMANDS) {
    if (!isGroup(item)) await add(program, item, item.name);
    else {
      const about = `${item.summary.charAt(0).toUpperCase()}${item.summary.slice(1)}.`;
      const group = program
        .command(item.name)
        .usage('<command>')
        .summary(item.summary)
        .description(about)
        .helpCommand(false);
      for (const entry of item.commands) await add(group, entry, `${item.name} ${entry.name}`);
    }
  }
  return program.helpCommand(false);
};
