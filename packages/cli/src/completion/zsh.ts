import { bashCompletion } from './bash.js';
import type { Words } from './words.js';

/** A completion script for zsh: the one for bash, through zsh's own bridge. */
export const zshCompletion = (all: readonly Words[]): string =>
  `#compdef subnet-cli
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(all)}`;
