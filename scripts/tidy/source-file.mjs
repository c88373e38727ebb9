import { tokenize } from './tokens.mjs';

const quoted = (token) =>
  token?.kind === 'string' || (token?.kind === 'template' && /^`[\s\S]*`$/.test(token.text))
    ? token.text.slice(1, -1)
    : undefined;

/** Every import of a file as `{spec, line, dynamic}`; `spec` is undefined when it is computed at run time. */
const findImports = (code) => {
  const imports = [];
  for (const [i, { text, kind, line }] of code.entries()) {
    if (kind !== 'name' || code[i - 1]?.text === '.') continue;
    const next = code[i + 1];
    if ((text === 'from' || text === 'import') && next?.kind === 'string') {
      imports.push({ spec: quoted(next), line, dynamic: false });
    } else if ((text === 'import' || text === 'require') && next?.text === '(') {
      imports.push({ spec: quoted(code[i + 2]), line, dynamic: true });
    }
  }
  return imports;
};

/** What the laws look at: the tokens without comments (`code`), the comments, the imports, the path from the root. */
export const readSource = (path, text) => {
  const tokens = tokenize(text);
  const code = tokens.filter((token) => token.kind !== 'comment');
  return {
    path,
    text,
    code,
    comments: tokens.filter((token) => token.kind === 'comment'),
    imports: findImports(code),
    isTest: /\.test\.m?[jt]s$/.test(path),
  };
};

/** Makes the `find` of a law: the tokens of a file that `test(code, i)` picks. */
export const pick = (test) => (file) => file.code.filter((_, i) => test(file.code, i));

/** The name that the token at `i` reads from an object: `.name`, `?.name`, `['name']`; undefined for anything else. */
export const memberName = (code, i) => {
  const before = code[i - 1]?.text;
  if (code[i].kind === 'name') return before === '.' || before === '?.' ? code[i].text : undefined;
  const object = code[i - 2];
  const indexes = before === '[' && code[i + 1]?.text === ']' && object !== undefined;
  const hasObject = indexes && (object.kind === 'name' || [')', ']', '?.'].includes(object.text));
  return hasObject ? quoted(code[i]) : undefined;
};

/** A method called at token `i`, written as `.name(` or `['name'](`: its name, and the token after the parenthesis. */
export const memberCall = (code, i) => {
  const name = memberName(code, i);
  const open = code[i].kind === 'name' ? i + 1 : i + 2;
  return name !== undefined && code[open]?.text === '(' ? { name, firstArgument: code[open + 1]?.text } : undefined;
};

/** Whether the token at `i` reads a variable, and is no member (`x.name`) and no key (`{ name: 1 }`). */
export const isVariable = (code, i) => {
  if (code[i].kind !== 'name') return false;
  const before = code[i - 1]?.text;
  const after = code[i + 1]?.text;
  if (before === '.' || before === '?.') return false;
  const isKey = after === ':' || (after === '?' && code[i + 2]?.text === ':');
  return !(isKey && ['{', ',', ';', '(', 'readonly'].includes(before));
};
