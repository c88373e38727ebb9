import type { Command, Option } from 'commander';

/** What may follow at one place of the command line. */
export interface Words {
  /** The commands before it, such as `log seal`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly says: string }[];
  readonly options: readonly { readonly flag: string; readonly says: string; readonly takesValue: boolean }[];
}

const optionWords = (options: readonly Option[]): Words['options'] =>
  options.map(({ long, short, description, required }) => ({
    flag: long ?? short ?? '',
    says: description,
    takesValue: required,
  }));

const HELP = { flag: '--help', says: 'print help', takesValue: false } as const;

const visit = (command: Command, path: string, globals: Words['options']): Words[] => {
  const here: Words = {
    path,
    commands: command.commands.map((item) => ({ name: item.name(), says: item.summary() || item.description() })),
    options: [...(path === '' ? [] : optionWords(command.options)), ...globals, HELP],
  };
  const below = command.commands.flatMap((item) => visit(item, `${path} ${item.name()}`.trim(), globals));
  return [here, ...below];
};

/** Everything that can be completed, read off the program. */
export const wordsOf = (program: Command): readonly Words[] =>
  visit(program, '', optionWords(program.options.filter(({ long }) => long !== '--version')));
