import type { Words } from './words.js';

const caseOf = ({ path, commands, options }: Words): string => {
  const words = [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag)];
  return `    '${path}') words='${words.join(' ')}' ;;`;
};

/** A completion script for bash; also what zsh's bashcompinit reads. Where nothing fits, files are offered. */
export const bashCompletion = (all: readonly Words[]): string => {
  const groups = all.filter(({ path, commands }) => path !== '' && commands.length > 0).map(({ path }) => path);
  return `# bash completion for subnet-cli
_subnet_cli() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in -*) continue ;; esac
    case "$path" in
      '') path="$word" ;;
      ${groups.map((name) => `'${name}'`).join(' | ')}) path="$path $word" ;;
    esac
  done
  case "$path" in
${all.map(caseOf).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _subnet_cli subnet-cli
`;
};
