import { encodeCanonical } from '../../event/canonical.js';
import type { SubmissionMeasured } from '../../event/index.js';
import type { Json } from '../../event/json.js';
import type { Account } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { type FileFault, fileFault } from './completeness.js';
import type { Params } from './params.js';

type Measured = SubmissionMeasured['data'];

/** A header as read. */
interface Header {
  readonly read: Measured['header'];
  /** Whose file it is; undefined when it names another subnet, epoch or nonce, or nobody who is registered. */
  readonly owner: Account | undefined;
}

/** Headers by hotkey: the files of one miner nearly always carry one header, and then it is kept once. */
export type Headers = Map<string, Header>;

/** What is kept of a measure: what its zipcode, content and extractor do not say already. */
export interface Measure extends Omit<Measured, 'contentSha256' | 'extractor' | 'header' | 'zipcode'> {
  readonly header: Header;
  /** The first quick check that the file failed (rules 2 and 3); undefined also where nothing is assigned. */
  readonly fault: FileFault | undefined;
}

const isSame = (a: Header['read'], b: Header['read']): boolean =>
  a.nonce === b.nonce && a.epoch === b.epoch && a.netuid === b.netuid;

const headerOf = (headers: Headers, { start, opened, epoch, netuid }: EpochContext, read: Header['read']): Header => {
  const known = headers.get(read.hotkey);
  if (known !== undefined && isSame(known.read, read)) return known;
  const isOurs = read.nonce === opened.nonce && read.epoch === epoch && read.netuid === netuid;
  const header = { read, owner: isOurs ? start.byHotkey.get(read.hotkey as Account)?.hotkey : undefined };
  if (known === undefined) headers.set(read.hotkey, header);
  return header;
};

/** Takes from a measure what is kept of it, and makes the quick checks while it is at hand. */
export const measureOf = (
  params: Params,
  context: EpochContext,
  headers: Headers,
  expected: number | undefined,
  data: Measured,
): Measure => {
  const { duplicateIdRows, filled, rows, rowsRoot, wrongZipRows } = data;
  const header = headerOf(headers, context, data.header);
  const fault = expected === undefined ? undefined : fileFault(params, data, expected);
  return { duplicateIdRows, fault, filled, header, rows, rowsRoot, wrongZipRows };
};

/** A measure as text: equal texts, equal measures. */
export const measureText = ({ fault: _, header, ...counts }: Measure): string =>
  encodeCanonical({ ...counts, header: header.read } as Json);
