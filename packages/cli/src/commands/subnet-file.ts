import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../cli-error.js';
import { readText } from './read-text.js';

/** Where things are, for the commands of a round. It never says what is scored, and holds no key. */
export interface SubnetFile {
  /** Nodes of the chain, tried in turn. */
  readonly network?: readonly string[];
  readonly bucket?: {
    readonly endpoint?: string;
    readonly region?: string;
    readonly name?: string;
    /** Section of the credentials file of the AWS tools. */
    readonly profile?: string;
  };
  /** Where listings are looked up. */
  readonly source?: {
    readonly url?: string;
    /** Path of a listing, with {id} in the place of its id. */
    readonly path?: string;
    readonly allowedHosts?: readonly string[];
    readonly allowPrivate?: boolean;
    readonly ignoreRobots?: boolean;
    readonly perSecond?: number;
  };
  /** Server that gives assignments, and grants for uploads. */
  readonly server?: string;
}

const NAME = 'subnet.json';
const BYTES_MAX = 1_048_576;

type Kind = 'text' | 'texts' | 'boolean' | 'positive';
type Shape = { readonly [key: string]: Kind | Shape };

const SHAPE: Shape = {
  network: 'texts',
  bucket: { endpoint: 'text', region: 'text', name: 'text', profile: 'text' },
  source: {
    url: 'text',
    path: 'text',
    allowedHosts: 'texts',
    allowPrivate: 'boolean',
    ignoreRobots: 'boolean',
    perSecond: 'positive',
  },
  server: 'text',
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: isText,
  texts: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  boolean: (value) => typeof value === 'boolean',
  positive: (value) => typeof value === 'number' && value > 0,
};

const EXPECTED: Readonly<Record<Kind, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  boolean: 'true or false',
  positive: 'a number above 0',
};

/** What a value is, and never the value: somebody may have put a key there. */
const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says what is wrong with a value, and where; undefined when it fits. */
const faultOf = (value: unknown, shape: Shape, place: string): string | undefined => {
  if (!isObject(value)) return `${place === '' ? '/' : place}: expected an object, found ${kindOf(value)}`;
  for (const [key, found] of Object.entries(value)) {
    const here = `${place}/${key.slice(0, 40)}`;
    const want = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (want === undefined) return `${here}: there is no such key: expected one of ${Object.keys(shape).join(', ')}`;
    if (typeof want === 'string') {
      if (!FITS[want](found)) return `${here}: expected ${EXPECTED[want]}, found ${kindOf(found)}`;
    } else {
      const inside = faultOf(found, want, here);
      if (inside !== undefined) return inside;
    }
  }
  return undefined;
};

const HELP = 'it says where things are, see docs/rounds.md; keys are taken from the environment and never from it';

const configError = (path: string, fault: string): Error =>
  fail({ exit: 2, code: 'CONFIG', message: `${path}: ${fault}`, help: HELP });

const parse = (path: string): unknown => {
  try {
    return JSON.parse(readText({ cwd: '' }, path, BYTES_MAX));
  } catch (error) {
    // What the parser says quotes the file.
    if (error instanceof SyntaxError) throw configError(path, 'expected JSON, found something else');
    throw error;
  }
};

/** Reads subnet.json beside a directory; nothing when there is none. Keys are refused: they belong into the environment. */
export const readSubnetFile = (directory: string): SubnetFile => {
  const path = join(dirname(directory), NAME);
  if (!existsSync(path)) return {};
  const value = parse(path);
  const fault = faultOf(value, SHAPE, '');
  if (fault === undefined) return value as SubnetFile;
  throw configError(path, fault);
};
