import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tokenize } from './tokens.mjs';

const kinds = (source) => tokenize(source).map(({ kind, text }) => `${kind} ${text}`);

const rows = [
  ['a / b / c', ['name a', 'punct /', 'name b', 'punct /', 'name c']],
  ['x = /[/]\\//gu', ['name x', 'punct =', 'regex /[/]\\//gu']],
  ['return /a/', ['name return', 'regex /a/']],
  ['x.return / a / b', ['name x', 'punct .', 'name return', 'punct /', 'name a', 'punct /', 'name b']],
  ['a[0] / 2', ['name a', 'punct [', 'number 0', 'punct ]', 'punct /', 'number 2']],
  ['`a${b}c`', ['template `a${', 'name b', 'template }c`']],
  [
    '`${{ a: `${b}` }.a}`',
    [
      'template `${',
      'punct {',
      'name a',
      'punct :',
      'template `${',
      'name b',
      'template }`',
      'punct }',
      'punct .',
    ].concat(['name a', 'template }`']),
  ],
  ['`\\${a}\\``', ['template `\\${a}\\``']],
  ['`$`', ['template `$`']],
  ["'it\\'s' + \"a'b\"", ["string 'it\\'s'", 'punct +', 'string "a\'b"']],
  ['a ? .5 : 1', ['name a', 'punct ?', 'number .5', 'punct :', 'number 1']],
  ['a?.5:1', ['name a', 'punct ?', 'number .5', 'punct :', 'number 1']],
  ['a?.b ?? c', ['name a', 'punct ?.', 'name b', 'punct ??', 'name c']],
  ['1e18 0x1e3 10n 1_000 1.5e-3', ['number 1e18', 'number 0x1e3', 'number 10n', 'number 1_000', 'number 1.5e-3']],
  ['\\u004dath \\u{4d}ath', ['name Math', 'name Math']],
  ['a **= b', ['name a', 'punct **=', 'name b']],
  ['#!/usr/bin/env node\nx', ['comment #!/usr/bin/env node', 'name x']],
  ['// a "b\n/* c */d', ['comment // a "b', 'comment /* c */', 'name d']],
];

for (const [source, expected] of rows) test(source, () => assert.equal(kinds(source), expected));

test('lines count from 1, through templates and comments', () => {
  const lines = tokenize('a\n`b\n${c}\n`\n/*\n*/ d').map(({ text, line }) => `${text.replaceAll('\n', '|')} ${line}`);
  assert.equal(lines, ['a 1', '`b|${ 2', 'c 3', '}|` 3', '/*|*/ 5', 'd 6']);
});

test('broken input ends, too', () => {
  for (const source of ["'open", '`open ${', '/* open', '}', '/open', '`${a}']) assert.ok(tokenize(source).length > 0);
});

test.run();
