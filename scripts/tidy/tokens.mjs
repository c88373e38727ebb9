/** Words after which a slash starts a regular expression and not a division. */
const BEFORE_REGEX = new Set(
  'return typeof case in of delete void throw new instanceof else do await yield extends default'.split(' '),
);

const PATTERNS = [
  ['comment', /#!.*|\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['number', /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?n?/y],
  [
    'name',
    /#?(?:[\p{ID_Start}$_]|\\u[\da-fA-F]{4}|\\u\{[\da-fA-F]+\})(?:[\p{ID_Continue}$\u200c\u200d]|\\u[\da-fA-F]{4}|\\u\{[\da-fA-F]+\})*/uy,
  ],
  ['string', /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y],
  ['regex', /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\p{ID_Continue}*/uy],
  [
    'punct',
    />>>=|\.\.\.|[=!]==|\*\*=|<<=|>>>?=?|&&=|\|\|=|\?\?=|=>|[=!<>+\-*/%&|^]=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\*\*|<<|[\s\S]/uy,
  ],
];

const unescapeName = (text) =>
  text.replace(/\\u(?:\{([\da-fA-F]+)\}|([\da-fA-F]{4}))/g, (_, braced, four) =>
    String.fromCodePoint(Number.parseInt(braced ?? four, 16)),
  );

/** Whether a slash after `last` (and the token before it) can start a regular expression. */
const regexMayFollow = (last, beforeLast) => {
  if (last === undefined) return true;
  if (last.kind === 'name') return BEFORE_REGEX.has(last.text) && beforeLast?.text !== '.';
  return last.kind === 'punct' && ![')', ']', '}', '++', '--'].includes(last.text);
};

/**
 * Splits TypeScript into tokens `{kind, text, line}` with kind comment, name, number, string, template, regex or punct.
 * It knows just enough of the language that a word in a comment or a text is never mistaken for code, and code inside
 * `${}` is never mistaken for text. A template gives one token for each piece of its text.
 */
export const tokenize = (source) => {
  const tokens = [];
  const open = []; // '{' or '${' for each brace not closed yet
  let at = 0;
  let line = 1;
  let last;
  let beforeLast;

  const take = (kind, text) => {
    const token = { kind, text: kind === 'name' ? unescapeName(text) : text, line };
    tokens.push(token);
    if (kind !== 'comment') [beforeLast, last] = [last, token];
    at += text.length;
    line += text.split('\n').length - 1;
  };
  const takeTemplatePiece = () => {
    const piece = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y;
    piece.lastIndex = at;
    const text = piece.exec(source)[0];
    take('template', text);
    if (text.endsWith('${')) open.push('${');
  };

  while (at < source.length) {
    const char = source[at];
    if (/\s/.test(char)) {
      if (char === '\n') line += 1;
      at += 1;
    } else if (char === '`') {
      takeTemplatePiece();
    } else if (char === '}' && open.pop() === '${') {
      takeTemplatePiece();
    } else {
      if (char === '{') open.push('{');
      for (const [kind, pattern] of PATTERNS) {
        if (kind === 'regex' && !regexMayFollow(last, beforeLast)) continue;
        pattern.lastIndex = at;
        const match = pattern.exec(source);
        if (match === null || (kind === 'comment' && match[0].startsWith('#!') && at > 0)) continue;
        take(kind, match[0]);
        break;
      }
    }
  }
  return tokens;
};
