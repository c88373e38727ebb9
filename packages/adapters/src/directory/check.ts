import type { DataError } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { LogCheck } from '../ports.js';
import { checkAside, checkBeside, checkRefused, checkSnapshots } from './check-beside.js';
import { decodeAt, FINDINGS_MAX, foreignLine, withoutDamaged } from './check-line.js';
import { checkNames } from './check-names.js';
import { checkSegment } from './check-segment.js';
import { type FileSystem, isGone } from './file-system.js';
import { type Loaded, loadLog } from './load.js';
import { readLogFile } from './log-file.js';
import { describeUnmended } from './mend.js';
import { JOURNAL, SEALS } from './names.js';
import { checkSignatures } from './signatures-file.js';
import { stampOf } from './stamp.js';

interface LoadedWithLines {
  readonly loaded: Loaded;
  /** What is wrong with lines of the journal beyond their sums. */
  readonly lines: readonly DataError[];
}

const loadAndDecode = (fs: FileSystem): E.Either<DataError, LoadedWithLines> => {
  const log = readLogFile(fs);
  if (E.isLeft(log)) return log;
  const wrong: DataError[] = [];
  const foreign: DataError[] = [];
  const loaded = loadLog(fs, (bytes, number) => {
    if (wrong.length > FINDINGS_MAX) return;
    const decoded = decodeAt(JOURNAL, number, bytes);
    const { netuid } = log.right.header;
    if (E.isLeft(decoded)) wrong.push(decoded.left);
    else if (decoded.right.event.netuid !== netuid && foreign.length < FINDINGS_MAX) {
      foreign.push(foreignLine(JOURNAL, number, netuid, decoded.right.event.netuid));
    }
  });
  if (E.isLeft(loaded)) return loaded;
  const isOurs = loaded.right.logHash === loaded.right.log.hash; // else log.json is wrong, not the lines
  const { faults } = loaded.right.walk.comparison;
  return E.right({ loaded: loaded.right, lines: withoutDamaged(isOurs ? [...wrong, ...foreign] : wrong, faults) });
};

const checkOnce = async (fs: FileSystem): Promise<LogCheck> => {
  const read = loadAndDecode(fs);
  if (E.isLeft(read)) return { findings: [read.left], missing: 0, notices: [], refused: 0 };
  const { loaded, lines } = read.right;
  const { seals, damage, flaws, missing, logHash, log } = loaded;
  const refused = checkRefused(fs);
  const beside = checkBeside(fs, logHash);
  const findings = [
    ...damage,
    ...flaws,
    ...lines,
    ...refused.findings,
    ...beside.findings,
    ...checkSnapshots(fs, seals),
    ...checkAside(fs),
  ];
  const header = logHash === log.hash ? log.header : undefined;
  for (const seal of seals) {
    const ofSignatures = checkSignatures(fs, seal.epoch).findings.filter(({ code }) => code !== 'MISSING_FILE');
    findings.push(...(await checkSegment(fs, seal, header)), ...ofSignatures);
  }
  const sealsAreWhole = !damage.some(({ at }) => at.file === SEALS);
  const names = sealsAreWhole ? checkNames(fs, seals) : [];
  return {
    findings: distinct(findings),
    missing,
    notices: [...describeUnmended(loaded), ...refused.notices, ...beside.notices, ...names],
    refused: refused.refused,
  };
};

/** Sizes and the hash of a segment may tell the same; one finding for each place and code is enough. */
const distinct = (findings: readonly DataError[]): readonly DataError[] => {
  const seen = new Set<string>();
  return findings.filter(({ code, at }) => {
    const key = JSON.stringify([code, at.file, at.line, at.path]);
    return seen.size !== seen.add(key).size;
  });
};

const TRIES = 20;

/**
 * Checks a log to the bit: what was acknowledged is there, every line is a fact, the seals are a chain, and each segment is
 * the one that was sealed. Does not recompute scores. Reads again when somebody wrote meanwhile and something seems wrong.
 */
export const checkLog = async (fs: FileSystem): Promise<LogCheck> => {
  for (let i = 1; ; i += 1) {
    const before = stampOf(fs);
    const isSteady = (): boolean => i === TRIES || stampOf(fs) === before;
    try {
      const check = await checkOnce(fs);
      if (check.findings.length === 0 || isSteady()) return check;
    } catch (error) {
      if (!isGone(error) || isSteady()) throw error;
    }
  }
};
