import { type Account, type EpochNumber, type Hash32, isAccount, type NetUid } from '@subnet-scoring/core';
import { InvalidArgumentError, Option } from 'commander';
import { type EpochRange, parseEpoch, parseRange } from './epochs.js';
import { type Expectation, parseExpectation } from './expectation.js';

const parsed =
  <A>(parse: (text: string) => A | undefined, expected: string) =>
  (text: string): A => {
    const value = parse(text);
    if (value === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };

/** Where the log is; read by every command that works on one. */
export interface LogOptions {
  readonly log?: string;
}
export const logOption = (): Option =>
  new Option(
    '--log <dir>',
    'directory of the log, or kurrentdb://HOST:PORT/NAME (else $SUBNET_LOG, else ./subnet-log)',
  );

export const epochOption = (says: string): Option =>
  new Option('--epoch <n>', says).argParser(parsed<EpochNumber>(parseEpoch, 'the number of an epoch, 0..4294967295'));

export const epochsOption = (says: string): Option =>
  new Option('--epochs <a..b>', says).argParser(parsed<EpochRange>(parseRange, 'epochs such as 3..7, 3.. or ..7'));

export const expectOption = (): Option =>
  new Option(
    '--expect <hash>',
    'seal of the last epoch, or its first 12 or more digits; scores:, segment: or weights: before it name another hash',
  ).argParser(
    parsed<Expectation>(
      parseExpectation,
      '12 to 64 hex digits, with scores:, segment:, weights: or nothing before them',
    ),
  );

const NETUID_MAX = 4095;
const integerUpTo =
  (max: number) =>
  (text: string): number | undefined =>
    /^\d{1,15}$/.test(text) && Number(text) <= max ? Number(text) : undefined;

export const netuidOption = (says = 'number of the subnet'): Option =>
  new Option('--netuid <n>', says)
    .argParser(parsed((text) => integerUpTo(NETUID_MAX)(text) as NetUid | undefined, `a number 0..${NETUID_MAX}`))
    .makeOptionMandatory();

/** A whole number in [min, max]. */
export const countOption = (flags: string, says: string, max: number, min = 0): Option =>
  new Option(flags, says).argParser(
    parsed((text) => {
      const count = integerUpTo(max)(text);
      return count !== undefined && count >= min ? count : undefined;
    }, `a whole number ${min}..${max}`),
  );

const MECHANISM_MAX = 15;
/** Which mechanism of the subnet, as the chain counts them. */
export const mechanismOption = (says = 'mechanism of the subnet'): Option =>
  countOption('--mechanism <n>', `${says} (default: 0)`, MECHANISM_MAX);

const BLOCK_MAX = 0xffffffff;
/** The number of a block. */
export const blockOption = (flags: string, says: string): Option => countOption(flags, says, BLOCK_MAX);

const MILLION = 1_000_000;
/** Several values in ppm, by commas or by giving the option again. */
export const ppmListOption = (flags: string, says: string): Option =>
  new Option(flags, says).argParser((text: string, former: readonly number[] | undefined) => [
    ...(former ?? []),
    ...text.split(',').map(parsed(integerUpTo(MILLION), `parts per million, 0..${MILLION}, by commas`)),
  ]);

/** A file to write. Elsewhere "-" is stdin, so a file of that name would be a surprise. */
export const outputOption = (says: string): Option =>
  new Option('-o, --output <file>', says).argParser(
    parsed((text) => (text === '' || text === '-' ? undefined : text), 'the name of a file'),
  );

const hashOf = (text: string): Hash32 | undefined => {
  const hex = text.replace(/^0x/, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? (hex as Hash32) : undefined;
};
export const hashOption = (flags: string, says: string): Option =>
  new Option(flags, says).argParser(parsed(hashOf, '64 hex digits'));

const accountOf = (text: string): Account | undefined => (isAccount(text) ? text : undefined);
export const accountOption = (flags: string, says: string): Option =>
  new Option(flags, says).argParser(parsed(accountOf, 'a whole hotkey (SS58 address with prefix 42)'));

const prefixOf = (text: string): string | undefined =>
  /^[0-9a-f]{12,64}$/.test(text.toLowerCase()) ? text.toLowerCase() : undefined;
export const hashPrefixOption = (flags: string, says: string): Option =>
  new Option(flags, says).argParser(parsed(prefixOf, '12 to 64 hex digits'));

/** Accounts, by giving the option again. */
export const accountsOption = (flags: string, says: string): Option =>
  new Option(flags, says).argParser((text: string, before: readonly Account[] | undefined) => [
    ...(before ?? []),
    parsed<Account>((value) => (isAccount(value) ? value : undefined), 'an SS58 address with prefix 42')(text),
  ]);
