import type { SubmissionMeasured } from '@subnet-scoring/core';
import { HEADER_SLOTS } from './alias-tree.js';
import type { HEADER_PATHS } from './fields.js';
import type { Slots } from './json-reader.js';
import { DIGITS, TEXT } from './json-scan.js';

/** Whom and which epoch a file is for, as it says itself. */
export type ListingHeader = SubmissionMeasured['data']['header'];

/** The header of a file that says nothing: no miner and no epoch can be meant. */
export const NO_HEADER: ListingHeader = { epoch: -1, hotkey: '', netuid: -1, nonce: '' };

const PLAIN_WORD = /^[0-9A-Za-z]{1,256}$/;
const INTEGER = /^(?:0|[1-9][0-9]{0,15})$/;

/** Reads the header out of its slots. What is not of its form is as if it was not there. */
export const headerOf = (bytes: Uint8Array, { start, end, form }: Slots): ListingHeader => {
  const read = (path: (typeof HEADER_PATHS)[number], wanted: number): string => {
    const slot = HEADER_SLOTS.get(path) ?? 0;
    if (form[slot] !== wanted) return '';
    return Buffer.from(bytes.subarray(start[slot], end[slot])).toString('latin1');
  };
  const word = (path: 'hotkey' | 'miner_hotkey' | 'nonce'): string => {
    const text = read(path, TEXT);
    return PLAIN_WORD.test(text) ? text : '';
  };
  const integer = (path: 'epoch' | 'netuid'): number => {
    const token = read(path, DIGITS);
    const value = INTEGER.test(token) ? Number(token) : -1;
    return Number.isSafeInteger(value) ? value : -1;
  };
  return {
    epoch: integer('epoch'),
    hotkey: word('hotkey') || word('miner_hotkey'),
    netuid: integer('netuid'),
    nonce: word('nonce'),
  };
};
