import { posix } from 'node:path';

const BYTES = ['hash/base58', 'hash/bytes', 'hash/utf8'];
const BASE = [...BYTES, 'ids', 'errors', 'numbers', 'hash'];

/**
 * Who may import whom inside packages/core/src: a unit, and the units below it. A unit is a folder or a file at the top;
 * a file that has a line of its own here is a unit of its own. A unit may always import itself. To add a unit, add a
 * line; to import something new, ask first whether it belongs there.
 */
export const BELOW = {
  'hash/base58': [],
  'hash/bytes': [],
  'hash/utf8': [],
  ids: BYTES, // an address is decoded with its checksum
  'key-material': [],
  errors: [...BYTES, 'ids', 'key-material'], // an error never shows a key
  numbers: [...BYTES, 'ids', 'errors'],
  hash: [...BYTES, 'ids', 'errors', 'numbers'],
  primitives: BASE,
  event: BASE,
  log: [...BASE, 'event'],
  observers: [...BASE, 'event'],
  assignment: [...BASE, 'event', 'primitives'],
  weights: [...BASE, 'event', 'mechanism', 'calendar'],
  calendar: BASE,
  yuma: [...BASE, 'event', 'calendar', 'weights'],
  proofs: BASE,
  mechanism: [...BASE, 'event'],
  mechanisms: [...BASE, 'event', 'primitives', 'observers', 'mechanism'],
  rulesets: [...BASE, 'event'],
  'mechanism/registry': [...BASE, 'mechanism', 'mechanisms'], // the one file that names mechanisms
  audit: [...BASE, 'event', 'weights'],
  bundle: [...BASE, 'event', 'log', 'observers', 'primitives', 'mechanism', 'weights', 'engine'], // what a validator publishes of an epoch
  engine: [...BASE, 'event', 'log', 'weights', 'mechanism', 'mechanism/registry'],
};
/** These stand on top of everything but the mechanisms, which only the registry names. */
export const TOP = ['index', 'testing'];

const ROOT = 'packages/core/src/';

/** The unit of a path below src without its ending. */
const unitOf = (path) => (path in BELOW ? path : path.split('/')[0]);

const isAllowed = (from, to) => {
  const [fromUnit, toUnit] = [unitOf(from), unitOf(to)];
  if (fromUnit === 'testing') return true;
  if (fromUnit === 'index') return !['mechanisms', 'testing'].includes(toUnit);
  if (fromUnit === 'mechanisms' && toUnit === 'mechanisms') return from.split('/')[1] === to.split('/')[1];
  return fromUnit === toUnit || (BELOW[fromUnit]?.includes(toUnit) ?? false);
};

const withoutEnding = (path) => path.replace(/\.[jt]s$/, '');

export const directionLaws = [
  {
    name: 'core-direction',
    where: (file) => file.path.startsWith(ROOT) && !file.isTest,
    why: 'a rule can be read and tested alone only if what it needs lies below it',
    replacement: 'import only what the table in scripts/tidy/core-direction.mjs puts below this file',
    find: (file) => {
      const from = withoutEnding(file.path.slice(ROOT.length));
      const outward = file.imports.filter(({ spec }) => {
        if (!spec?.startsWith('.')) return false;
        const to = posix.normalize(posix.join(posix.dirname(from), withoutEnding(spec)));
        return !to.startsWith('..') && !isAllowed(from, to); // leaving the package is the law package-path
      });
      const isKnown = TOP.includes(unitOf(from)) || unitOf(from) in BELOW;
      return isKnown ? outward : [{ line: 1 }];
    },
  },
];
