import type { DataError, Place } from '@subnet-scoring/core';
import { clip, visible } from './visible.js';

const TEXT_MAX = 200;

/** `file:line /path at byte N`, with what is known. */
const placeText = ({ file, line, path, offset }: Place): string => {
  const where = line === undefined ? (file ?? '') : `${file ?? 'line '}${file === undefined ? '' : ':'}${line}`;
  return [where, path ?? '', offset === undefined ? '' : `at byte ${offset}`].filter((part) => part !== '').join(' ');
};

/** A data error as two lines: where and what, then what to do. */
export const dataErrorLines = ({ code, at, expected, found, help }: DataError): string[] => {
  const place = placeText(at);
  const what = `${code}: expected ${clip(expected, TEXT_MAX)}, found ${clip(found, TEXT_MAX)}`;
  return [visible(place === '' ? what : `${place}: ${what}`), `  help: ${visible(help)}`];
};

const JSON_TEXT_MAX = 1000;

/** A data error for --json; a text that is too long to act on is cut. */
export const dataErrorJson = ({ code, at, expected, found, help }: DataError): DataError => ({
  code,
  at,
  expected: clip(expected, JSON_TEXT_MAX),
  found: clip(found, JSON_TEXT_MAX),
  help,
});
