import { isVariable, memberCall, memberName, pick } from './source-file.mjs';

/** Laws of the core: whatever another machine, version or hour could answer differently has no place in it. */

const inCore = (file) => file.path.startsWith('packages/core/src/') && !file.isTest;
/** testing/parity/ redoes the doubles of the original systems, to compare with them; nothing there is ever scored. */
const inExactCore = (file) => inCore(file) && !file.path.startsWith('packages/core/src/testing/parity/');

const EXACT_MATH = new Set(['floor', 'min', 'max', 'abs', 'imul', 'trunc']);
const HOST = new Set(
  (
    'process console Buffer TextEncoder TextDecoder globalThis window self require crypto performance fetch setTimeout ' +
    'setInterval setImmediate queueMicrotask WeakRef FinalizationRegistry eval Function'
  ).split(' '),
);
const PACKAGES = [/^fp-ts\/lib\/\w+\.js$/, /^io-ts$/, /^@noble\/(?:hashes|curves)\/[\w-]+\.js$/];

const names = (code, i) => (code[i].kind === 'name' ? code[i].text : memberName(code, i));

const isInexactMath = (code, i) => {
  if (code[i].text !== 'Math' || !isVariable(code, i)) return false;
  return !(code[i + 1]?.text === '.' && EXACT_MATH.has(code[i + 2]?.text));
};

const isFloat = (code, i) => {
  const text = code[i].text.replaceAll('_', '');
  if (code[i].kind !== 'number' || text.endsWith('n')) return false;
  return /^[\d.]*(?:\.|e)/i.test(text) || Number(text) > Number.MAX_SAFE_INTEGER;
};

/** `for (const x in y)`: an `in` straight inside the parentheses and before any semicolon. */
const isForIn = (code, i) => {
  if (code[i].text !== 'for' || code[i + 1]?.text !== '(') return false;
  for (let depth = 0, at = i + 1; at < code.length; at += 1) {
    const { text, kind } = code[at];
    if (['(', '[', '{'].includes(text)) depth += 1;
    else if ([')', ']', '}'].includes(text)) depth -= 1;
    if (depth === 0 || (depth === 1 && text === ';')) return false;
    if (depth === 1 && text === 'in' && kind === 'name') return true;
  }
  return false;
};

export const coreLaws = [
  {
    name: 'exact-math',
    where: inExactCore,
    why: 'engines round sqrt, exp, pow and the rest differently; only a few functions of Math are exact on integers',
    replacement: 'use Math.floor, min, max, abs, imul or trunc by that name, or an exact function from numbers/',
    find: pick(isInexactMath),
  },
  {
    name: 'no-power-operator',
    where: inExactCore,
    why: '0.97 ** 6 has other bits on Node 24 than on Node 20',
    replacement: 'multiply in a loop, or write the power of ten as a literal like 1_000n',
    find: pick((code, i) => code[i].text === '**' || code[i].text === '**='),
  },
  {
    name: 'no-float-literal',
    where: inExactCore,
    why: 'sums and products of floats depend on their order',
    replacement: 'use an integer in ppm, a bigint literal, or Fx',
    find: pick(isFloat),
  },
  {
    name: 'no-parse-float',
    where: inExactCore,
    why: 'it makes floats',
    replacement: 'decode decimal text with the Fx codec',
    find: pick((code, i) => names(code, i) === 'parseFloat'),
  },
  {
    name: 'no-clock',
    where: inCore,
    why: 'every validator replays at another hour',
    replacement: 'take the time from a block of the log',
    find: pick((code, i) => code[i].text === 'Date' && isVariable(code, i)),
  },
  {
    name: 'no-locale',
    where: inCore,
    why: 'locales differ between machines and change with versions',
    replacement: 'compare by code unit, with the comparators of the core',
    find: pick((code, i) => {
      const name = names(code, i);
      return name === 'localeCompare' || name?.startsWith('toLocale') || (name === 'Intl' && isVariable(code, i));
    }),
  },
  {
    name: 'total-sort',
    where: inCore,
    why: 'a sort without comparator turns numbers and bigints into text',
    replacement: 'give sort a comparator that orders any two different items',
    find: pick((code, i) => {
      const call = memberCall(code, i);
      return (call?.name === 'sort' || call?.name === 'toSorted') && call.firstArgument === ')';
    }),
  },
  {
    name: 'no-for-in',
    where: (file) => inCore(file) && !file.path.startsWith('packages/core/src/event/'),
    why: 'the order of keys depends on how an object was made; event/ sorts them when it encodes',
    replacement: 'iterate over a Map, an array or sorted keys',
    find: pick(isForIn),
  },
  {
    name: 'no-host',
    where: inCore,
    why: 'the core runs in a browser too, and knows no clock, network, file or process',
    replacement: 'take what you need as an argument, or use hash/host.ts',
    find: pick((code, i) => HOST.has(code[i].text) && isVariable(code, i)),
  },
  {
    name: 'core-imports',
    where: inCore,
    why: 'the core has four dependencies and no Node builtin',
    replacement:
      'import only relative files, fp-ts/lib/*.js, io-ts, @noble/hashes/*.js, @noble/curves/*.js, by literal name',
    find: (file) =>
      file.imports.filter(
        ({ spec }) => !spec?.startsWith('.') && !PACKAGES.some((allowed) => allowed.test(spec ?? '')),
      ),
  },
];
