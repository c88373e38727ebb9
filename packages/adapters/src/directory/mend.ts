import { cutAside } from './durable.js';
import type { FileSystem } from './file-system.js';
import { withFile } from './file-system.js';
import type { Loaded } from './load.js';
import { JOURNAL, JOURNAL_SUMS, LOG, newName, SEALS } from './names.js';
import { mendRefused } from './refused-tail.js';
import { installRewrite, type NewHeader, rewriteSums, writeRewrite } from './rewrite.js';

const lastHash = (loaded: Loaded): NewHeader['head'] => loaded.seals[loaded.seals.length - 1]?.seal ?? loaded.logHash;

/** The header of the journal as it stands. */
const sameHeader = ({ journal, logHash }: Loaded): NewHeader => ({
  base: journal.base,
  head: journal.head as NewHeader['head'],
  log: logHash,
  seals: journal.seals,
});

const finishRename = (fs: FileSystem): string => {
  fs.rename(newName(JOURNAL), JOURNAL);
  fs.syncDirectory('');
  return `${JOURNAL}: took the name that an interrupted seal had not yet given it`;
};

/** Removes what an interrupted seal left under second names. The journal first: it alone would mean something. */
const removeScraps = (fs: FileSystem): string[] => {
  const scraps = [JOURNAL, JOURNAL_SUMS, LOG].map(newName).filter((name) => fs.size(name) !== undefined);
  for (const name of scraps) {
    fs.remove(name);
    fs.syncDirectory('');
  }
  return scraps.map((name) => `${name}: removed, left by an interrupted write`);
};

const cutTails = (fs: FileSystem, loaded: Loaded): string[] => {
  const notices: string[] = [];
  if (loaded.sealsEnd < loaded.sealsSize) notices.push(cutAside(fs, SEALS, loaded.sealsEnd));
  if (loaded.walk.end < loaded.walk.size) notices.push(cutAside(fs, JOURNAL, loaded.walk.end));
  return notices;
};

const mendSums = (fs: FileSystem, loaded: Loaded): string[] => {
  const { comparison, sumsTail, end } = loaded.walk;
  if (comparison.behind === 0 && sumsTail === 0 && comparison.unwritten === undefined) return [];
  withFile(fs, JOURNAL, 'read', (journal) => rewriteSums(fs, journal, end, sameHeader(loaded)));
  const again = loaded.flaws
    .filter((flaw) => flaw.at.file === JOURNAL_SUMS)
    .map((flaw) => `${JOURNAL_SUMS}: line ${flaw.at.line} was wrong`);
  return [`${JOURNAL_SUMS}: written again; ${comparison.behind} lines had no sum yet`, ...again];
};

/** Takes the facts of epochs whose seal is there out of the journal: the last step of an interrupted seal. */
const finishSeal = (fs: FileSystem, loaded: Loaded): string[] => {
  if (loaded.journal.seals >= loaded.seals.length) return [];
  const sealed = new Set<number>(loaded.seals.map((seal) => seal.epoch));
  const kept = loaded.walk.runs.filter((run) => !sealed.has(run.epoch));
  const base = loaded.journal.base + loaded.walk.comparison.lines - kept.reduce((sum, run) => sum + run.lines, 0);
  const header: NewHeader = { base, head: lastHash(loaded), log: loaded.logHash, seals: loaded.seals.length };
  withFile(fs, JOURNAL, 'read', (journal) => writeRewrite(fs, journal, kept, header));
  installRewrite(fs);
  return [
    `${JOURNAL}: facts of epoch ${loaded.seals[loaded.seals.length - 1]?.epoch} taken out, its seal was already there`,
  ];
};

/**
 * Brings a log that a crash left half-written into order, without losing a byte that was acknowledged: each step can be
 * repeated, and a crash in it leaves what the next writer can mend. Says what it did; nothing for a log that was closed.
 */
export const mendLog = (fs: FileSystem, loaded: Loaded): readonly string[] => {
  if (loaded.damage.length > 0) return [];
  const notices = loaded.journalFile === JOURNAL ? [] : [finishRename(fs)];
  notices.push(...removeScraps(fs), ...cutTails(fs, loaded), ...mendSums(fs, loaded), ...finishSeal(fs, loaded));
  notices.push(...mendRefused(fs));
  return notices;
};

/** What the next writer will mend, for those who only read. */
export const describeUnmended = (loaded: Loaded): readonly string[] => {
  const { walk, journal, seals } = loaded;
  const torn = (file: string, bytes: number): string =>
    `${file}: ${bytes} bytes at the end were never acknowledged; the next writer keeps them aside`;
  return [
    ...(loaded.sealsEnd < loaded.sealsSize ? [torn(SEALS, loaded.sealsSize - loaded.sealsEnd)] : []),
    ...(walk.end < walk.size && walk.comparison.left === 0 ? [torn(JOURNAL, walk.size - walk.end)] : []),
    ...(walk.comparison.behind > 0
      ? [`${JOURNAL}: ${walk.comparison.behind} lines have no sum yet; the next writer writes it`]
      : []),
    ...(walk.sumsTail > 0 || walk.comparison.unwritten !== undefined
      ? [`${JOURNAL_SUMS}: ends in a torn sum; the next writer writes it`]
      : []),
    ...(journal.seals < seals.length
      ? [`${JOURNAL}: still holds facts of a sealed epoch; the next writer takes them out`]
      : []),
  ];
};
