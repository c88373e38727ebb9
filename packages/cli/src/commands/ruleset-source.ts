import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeRuleset } from '@subnet-scoring/adapters/operations';
import { findRuleset, RULESETS, type Ruleset } from '@subnet-scoring/core';
import { dataErrorIn, fail, usageError } from '../cli-error.js';
import type { Io } from '../io.js';
import { readText } from './read-text.js';

const BYTES_MAX = 1_048_576;

const known = (): string => RULESETS.map(({ name }) => name).join(', ');

/** A shipped rule set by name. */
export const shippedRuleset = (name: string): Ruleset => {
  const found = findRuleset(name);
  if (found === undefined) throw usageError(`no rule set ${name} in this program`, `there are: ${known()}`);
  return found;
};

/** A rule set from a file. */
export const readRuleset = (io: Io, path: string): Ruleset => {
  const decoded = decodeRuleset(readText(io, path, BYTES_MAX));
  if (decoded._tag === 'Left') throw dataErrorIn(path, decoded.left);
  return decoded.right;
};

/** A shipped rule set when the text is a name such as `zipcode-race@1`, else the one in that file. */
export const rulesetOf = (io: Io, text: string): Ruleset => {
  const shipped = findRuleset(text);
  if (shipped !== undefined) return shipped;
  if (existsSync(resolve(io.cwd, text))) return readRuleset(io, text);
  const message = `${text} is neither a file nor a rule set of this program`;
  throw fail({ exit: 16, code: 'ENOENT', message, help: `check the path, or take one of: ${known()}` });
};
