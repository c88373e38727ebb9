import { encodeCanonical } from '../event/canonical.js';
import type { Fact } from '../event/index.js';
import type { Json } from '../event/json.js';
import { compareText } from '../hash/bytes.js';
import type { Hash32 } from '../ids.js';
import { type BundlePart, filePartName } from './bundle-index.js';
import { type FileConfidence, wilsonOf } from './confidence.js';
import { type FileName, type Look, looksAt } from './looks.js';

/** The first thing in which a published result contradicts itself. */
export interface Contradiction {
  /** The file that it is about, as a name of a part. */
  readonly of: string;
  readonly expected: string;
  readonly found: string;
}

const textOf = (value: unknown): string => encodeCanonical(value as Json);
const nameOf = ({ zipcode, hotkey }: FileName): string => filePartName(zipcode, hotkey);

const lookText = (look: Look | undefined): string => (look === undefined ? 'no look' : textOf(look));

const FIELDS = ['contentSha256', 'rows', 'conclusive', 'passed', 'wilson'] as const;

/** The first field, and then the first look, in which two statements about one file differ. */
const firstDifference = (expected: FileConfidence, found: FileConfidence): Contradiction | undefined => {
  const of = nameOf(expected);
  const field = FIELDS.find((name) => textOf(expected[name]) !== textOf(found[name]));
  if (field !== undefined) {
    return { of, expected: `${field} ${textOf(expected[field])}`, found: textOf(found[field]) };
  }
  const length = Math.max(expected.evidence.length, found.evidence.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [lookText(expected.evidence[at]), lookText(found.evidence[at])];
    if (a !== b) return { of, expected: a, found: b };
  }
  return undefined;
};

const byName = (files: readonly FileConfidence[]): ReadonlyMap<string, FileConfidence> =>
  new Map(files.map((file) => [nameOf(file), file]));

/** Where what is said of files that won is not what a replay of the same facts gives. */
export const compareConfidence = (
  expected: readonly FileConfidence[],
  found: readonly FileConfidence[],
): Contradiction | undefined => {
  const [ours, theirs] = [byName(expected), byName(found)];
  for (const of of [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareText)) {
    const [a, b] = [ours.get(of), theirs.get(of)];
    if (a === undefined) return { of, expected: 'no file that won', found: 'one' };
    if (b === undefined) return { of, expected: 'a file that won', found: 'none' };
    const difference = firstDifference(a, b);
    if (difference !== undefined) return difference;
  }
  return undefined;
};

/** Rows among some that at least one look of a kind is about. */
const rowsWith = (looks: readonly Look[], isOne: (look: Look) => boolean): number =>
  new Set(looks.filter(isOne).map(({ row }) => row)).size;

/**
 * Where what is said of files that won cannot follow from the facts of its own segment, whatever the rules and the history:
 * a content that nobody saw, looks that are not those of the segment, or verdicts that no look supports.
 */
export const contradictedByFacts = (
  files: readonly FileConfidence[],
  facts: readonly Fact[],
): Contradiction | undefined => {
  const looks = looksAt(files, facts);
  const seen = new Set(
    facts.flatMap((fact) =>
      fact.type === 'SubmissionSeen' ? [`${nameOf(fact.data)} ${fact.data.contentSha256}`] : [],
    ),
  );
  for (const file of files) {
    const of = nameOf(file);
    const { conclusive, contentSha256, passed, rows } = file;
    if (!seen.has(`${of} ${contentSha256}`)) return { of, expected: 'a content that was seen', found: contentSha256 };
    const evidence = looks(file, rows);
    const most = {
      conclusive: rowsWith(evidence, ({ type }) => type !== 'SpotCheckInconclusive'),
      passed: Math.min(
        conclusive,
        rowsWith(evidence, ({ type }) => type === 'SpotCheckPassed'),
      ),
    };
    if (conclusive > most.conclusive)
      return { of, expected: `conclusive at most ${most.conclusive}`, found: `${conclusive}` };
    if (passed > most.passed) return { of, expected: `passed at most ${most.passed}`, found: `${passed}` };
    const failed = rowsWith(evidence, ({ type }) => type === 'SpotCheckFailed');
    if (conclusive - passed > failed)
      return { of, expected: `passed at least ${conclusive - failed}`, found: `${passed}` };
    const difference = firstDifference({ ...file, evidence, wilson: wilsonOf(passed, conclusive) }, file);
    if (difference !== undefined) return difference;
  }
  return undefined;
};

/** Where a copy in a bundle is not the file that won. Names and hashes are enough: nothing is read. */
export const contradictedByCopies = (
  files: readonly FileConfidence[],
  parts: readonly BundlePart[],
): Contradiction | undefined => {
  const contents = new Map<string, Hash32>(files.map((file) => [nameOf(file), file.contentSha256]));
  for (const { name: of, sha256 } of parts) {
    if (!of.startsWith('files/')) continue;
    const content = contents.get(of);
    if (content !== sha256) return { of, expected: content ?? 'no copy of what did not win', found: sha256 };
  }
  return undefined;
};
