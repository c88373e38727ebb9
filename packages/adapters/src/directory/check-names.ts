import type { Seal } from '@subnet-scoring/core';
import type { FileSystem } from './file-system.js';
import {
  ASIDE,
  CLAIMS,
  JOURNAL,
  JOURNAL_SUMS,
  LOCK,
  LOG,
  newName,
  parseEpochName,
  RECORDS,
  REFUSED,
  SEALS,
  SEGMENTS,
  SNAPSHOTS,
} from './names.js';

const FILES = new Set([LOG, JOURNAL, JOURNAL_SUMS, SEALS, REFUSED, LOCK]);
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  [SEGMENTS]: ['ndjson', 'sums', 'sigs'],
  [CLAIMS]: ['ndjson', 'sums'],
  [RECORDS]: ['ndjson', 'sums'],
  [SNAPSHOTS]: ['scale'],
};
const NEW = newName('');

const unknown = (path: string): string => `${path}: unknown, ignored`;

const aboutNew = (path: string): string => `${path}: left by an interrupted write, ignored`;

const inTop = (fs: FileSystem): readonly string[] =>
  fs.list('').flatMap((name) => {
    const folder = name.replace(/\/$/, '');
    if (name.endsWith('/')) return folder in EXTENSIONS || folder === ASIDE ? [] : [unknown(name)];
    if (FILES.has(name)) return [];
    return name.startsWith(`${LOCK}.`) || name.endsWith(NEW) ? [aboutNew(name)] : [unknown(name)];
  });

const inFolder = (fs: FileSystem, folder: string, extensions: readonly string[]): readonly string[] =>
  fs.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    const parsed = parseEpochName(name);
    if (parsed !== undefined && extensions.includes(parsed.extension)) return [];
    return [name.endsWith(NEW) ? aboutNew(path) : unknown(path)];
  });

/** Names that mean nothing in a log, and segments that no seal vouches for. */
export const checkNames = (fs: FileSystem, seals: readonly Seal[]): readonly string[] => {
  const sealed = new Set<number>(seals.map((seal) => seal.epoch));
  const unsealed = [SEGMENTS, SNAPSHOTS].flatMap((folder) =>
    fs.list(folder).flatMap((name) => {
      const epoch = parseEpochName(name)?.epoch;
      return epoch === undefined || sealed.has(epoch) ? [] : [`${folder}/${name}: of an epoch without a seal, ignored`];
    }),
  );
  const folders = Object.entries(EXTENSIONS).flatMap(([folder, extensions]) => inFolder(fs, folder, extensions));
  const aside = fs
    .list(ASIDE)
    .filter((name) => !name.endsWith('.bin'))
    .map((name) => unknown(`${ASIDE}/${name}`));
  return [...inTop(fs), ...folders, ...aside, ...unsealed];
};
