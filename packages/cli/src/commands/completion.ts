import { usageError } from '../cli-error.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { wordsOf } from '../completion/words.js';
import { zshCompletion } from '../completion/zsh.js';
import { buildProgram } from '../program.js';
import { command } from './command.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
const isShell = (text: string): text is keyof typeof SHELLS => Object.hasOwn(SHELLS, text);

/** `completion`: a script for a shell, made from the program itself. */
export const completion = command<object>({
  about:
    'Prints a completion script. bash: add `source <(subnet-cli completion bash)` to ~/.bashrc. zsh: write it to a file _subnet-cli in a folder of $fpath. fish: write it to ~/.config/fish/completions/subnet-cli.fish.',
  args: [['<shell>', 'bash, zsh or fish']],
  options: [],
  examples: ['completion bash', 'completion fish > ~/.config/fish/completions/subnet-cli.fish'],
  exits: [],
  run: async (context, _options, [shell = '']) => {
    if (!isShell(shell)) throw usageError(`no completion for ${shell}`, `there are: ${Object.keys(SHELLS).join(', ')}`);
    const script = SHELLS[shell](wordsOf(await buildProgram({ wants: () => true })));
    await context.print(script.trimEnd());
    if (context.flags.json) await context.printJson('completion', { shell, script });
    return 0;
  },
});
