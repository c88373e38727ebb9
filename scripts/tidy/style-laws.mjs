import { posix } from 'node:path';
import { memberCall, pick } from './source-file.mjs';

/** Laws of style, for packages, scripts and bench alike. */

const everywhere = () => true;
const LINE_LIMIT = 300;

const BEFORE_TYPE = new Set([':', '<', '|', '&', '=>', 'as', 'extends', 'satisfies', 'is']);

/** Only where a type must stand: a value may be called any. The linter finds the rarer places too. */
const isAnyType = (code, i) => {
  if (code[i].kind !== 'name' || code[i].text !== 'any') return false;
  const [after, second] = [code[i + 1]?.text, code[i + 2]?.text];
  return BEFORE_TYPE.has(code[i - 1]?.text) || after === '>' || (after === '[' && second === ']');
};

const isDefaultExport = (code, i) => code[i].text === 'default' && ['export', 'as'].includes(code[i - 1]?.text);

const isEnum = (code, i) =>
  code[i].kind === 'name' && code[i].text === 'enum' && code[i - 1]?.text !== '.' && code[i + 1]?.kind === 'name';

const BEFORE_NOT = /^(?:return|typeof|case|in|of|void|throw|else|do|await|yield|delete)$/;

/** A `!` behind a value; in front of a value it is a plain "not". */
const isNonNull = (code, i) => {
  const before = code[i - 1];
  if (code[i].text !== '!' || before === undefined) return false;
  if (before.kind === 'name') return !BEFORE_NOT.test(before.text);
  return before.kind === 'string' || before.kind === 'template' || before.text === ')' || before.text === ']';
};

const marks = (file) =>
  file.comments.flatMap(({ text, line }) =>
    text.split('\n').flatMap((row, i) => (/\b(?:TODO|FIXME|XXX|HACK)\b/.test(row) ? [{ line: line + i }] : [])),
  );

const isSwitchedOff = (code, i) => ['only', 'skip'].includes(memberCall(code, i)?.name);

/** Suites that are never run, and tests that are added behind the last run(): both would pass without a word. */
const neverRun = ({ code }) => {
  const texts = code.map((token) => token.text);
  const suites = code.filter((_, i) => texts[i + 1] === '=' && texts[i + 2] === 'suite');
  const isRun = (name) => texts.some((text, i) => text === name && texts.slice(i + 1, i + 5).join('') === '.run()');
  const tail = texts.slice(-5).join('');
  const endsWithRun = tail.endsWith('.run();') || tail.endsWith('.run()');
  const last = code.at(-1) ?? { line: 1 };
  return [...suites.filter(({ text }) => !isRun(text)), ...(endsWithRun ? [] : [last])];
};

export const styleLaws = [
  {
    name: 'file-length',
    where: everywhere,
    why: 'a file holds one idea; 60 lines are typical',
    replacement: `split it: ${LINE_LIMIT} lines are the limit`,
    find: ({ text }) => (text.trimEnd().split('\n').length > LINE_LIMIT ? [{ line: LINE_LIMIT + 1 }] : []),
  },
  {
    name: 'file-name',
    where: everywhere,
    why: 'a drawer for everything is where nothing is found again',
    replacement: 'name the file after the one idea it holds',
    find: ({ path }) => (/^(?:utils?|helpers?)\.m?[jt]s$/.test(posix.basename(path)) ? [{ line: 1 }] : []),
  },
  {
    name: 'no-default-export',
    where: everywhere,
    why: 'a name that every importer chooses anew cannot be searched for',
    replacement: 'export by name',
    find: pick(isDefaultExport),
  },
  {
    name: 'no-enum',
    where: everywhere,
    why: 'an enum is run-time code that types cannot erase',
    replacement: 'use a union of string literals',
    find: pick(isEnum),
  },
  {
    name: 'no-any',
    where: everywhere,
    why: 'any switches the compiler off for everything it touches',
    replacement: 'use unknown and a codec, or the exact type',
    find: pick(isAnyType),
  },
  {
    name: 'no-non-null',
    where: everywhere,
    why: 'it claims what the compiler could check',
    replacement: 'handle undefined, or assert with a message',
    find: pick(isNonNull),
  },
  {
    name: 'no-leftover-mark',
    where: everywhere,
    why: 'a note in the code is read by nobody',
    replacement: 'finish it, or say in plain words what holds and why',
    find: marks,
  },
  {
    name: 'no-switched-off-test',
    where: (file) => file.isTest,
    why: 'a test that does not run proves nothing',
    replacement: 'run it; where it cannot run, let the test print the reason and return',
    find: pick(isSwitchedOff),
  },
  {
    name: 'tests-run',
    where: (file) => file.isTest,
    why: 'tests of a suite that is not run pass without a word',
    replacement: 'call run() of every suite, the last one as the last line of the file',
    find: neverRun,
  },
];
