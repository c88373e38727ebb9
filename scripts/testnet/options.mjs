import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MINERS } from './miners.mjs';

const DIGITS = /^\d{1,9}$/;

/** Whole numbers among the options: what stands when nothing is said, and the bounds. */
const NUMBERS = {
  epochs: { value: 2, min: 1, max: 10 },
  miners: { value: MINERS.length, min: 1, max: MINERS.length },
  outage: { value: 10, min: 0, max: 100 },
  seed: { value: 1, min: 0, max: 999_999_999 },
  kill: { value: 0, min: 0, max: 100 },
};

/** The options of the test network; throws Error that says which one is wrong, and what was expected. */
export const readOptions = (argv) => {
  const options = Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, { type: 'string' }]));
  const more = { endpoint: { type: 'string' }, keep: { type: 'string' }, quiet: { type: 'boolean', default: false } };
  const { values } = parseArgs({ args: argv, options: { ...options, ...more } });
  const { endpoint, keep } = values;
  if (keep !== undefined && existsSync(keep) && readdirSync(keep).length > 0) {
    throw new Error(`--keep: expected a folder that is new or empty, and ${keep} has files`);
  }
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:/.test(endpoint))) {
    throw new Error(`--endpoint: expected the URL of an S3 server, such as http://127.0.0.1:7480, got ${endpoint}`);
  }
  if (endpoint !== undefined && !(process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SECRET_ACCESS_KEY)) {
    throw new Error('--endpoint: expected its keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  }
  const numbers = Object.entries(NUMBERS).map(([name, { value, min, max }]) => {
    const text = values[name] ?? String(value);
    const number = Number(text);
    if (DIGITS.test(text) && number >= min && number <= max) return [name, number];
    throw new Error(`--${name}: expected a whole number from ${min} to ${max}, got ${text}`);
  });
  return { ...values, ...Object.fromEntries(numbers) };
};
