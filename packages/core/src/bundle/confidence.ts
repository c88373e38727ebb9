import type { EpochResult } from '../engine/result.js';
import { encodeCanonical } from '../event/canonical.js';
import type { Fact } from '../event/index.js';
import { compareText } from '../hash/bytes.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Account, Hash32 } from '../ids.js';
import type { AcceptedFile } from '../mechanism/mechanism.js';
import { wilsonLower } from '../primitives/wilson.js';

// 1.96 standard deviations: 95 % of both sides.
const Z_NUM = 196n;
const Z_DEN = 100n;

/** One look at one row of a file, and the hash of what the observer keeps as evidence. */
export interface CheckEvidence {
  readonly by: Account;
  readonly evidenceSha256: Hash32;
  readonly row: number;
  readonly type: string;
}

/** How sure it is that a file that won is right. */
export interface FileConfidence extends AcceptedFile {
  /** Lower bound of the Wilson interval of passed among conclusive rows at z = 1.96, times 10^18, floored. */
  readonly wilson: string;
  /** Looks at its rows, by row, observer and evidence. */
  readonly evidence: readonly CheckEvidence[];
}

const keyOf = (hotkey: string, zipcode: string, contentSha256: string): string =>
  `${hotkey}/${zipcode}/${contentSha256}`;

const evidenceByFile = (facts: readonly Fact[]): ReadonlyMap<string, readonly CheckEvidence[]> => {
  const found = new Map<string, CheckEvidence[]>();
  for (const fact of facts) {
    if (fact.type !== 'SpotCheckPassed' && fact.type !== 'SpotCheckFailed' && fact.type !== 'SpotCheckInconclusive')
      continue;
    const { subject, hotkey, evidenceSha256 } = fact.data;
    if (!('zipcode' in subject) || fact.by === undefined || fact.by === 'local') continue;
    const key = keyOf(hotkey, subject.zipcode, subject.contentSha256);
    const list = found.get(key) ?? [];
    list.push({ by: fact.by, evidenceSha256, row: subject.row, type: fact.type });
    found.set(key, list);
  }
  return found;
};

const compareEvidence = (a: CheckEvidence, b: CheckEvidence): number =>
  a.row - b.row || compareText(a.by, b.by) || compareText(a.evidenceSha256, b.evidenceSha256);

/** The files that won, with what was checked of each. `facts` are those of the epoch's segment. */
export const confidenceOf = ({ mechanisms }: EpochResult, facts: readonly Fact[]): readonly FileConfidence[] => {
  const evidence = evidenceByFile(facts);
  return mechanisms
    .flatMap(({ accepted }) => accepted)
    .map((file) => ({
      ...file,
      wilson: wilsonLower(file.passed, file.conclusive, Z_NUM, Z_DEN).toString(),
      evidence: [...(evidence.get(keyOf(file.hotkey, file.zipcode, file.contentSha256)) ?? [])].sort(compareEvidence),
    }));
};

/** confidence.json. */
export const encodeConfidence = (files: readonly FileConfidence[]): Uint8Array =>
  encodeUtf8(
    encodeCanonical({
      files: files.map((file) => ({ ...file, evidence: file.evidence.map((item) => ({ ...item })) })),
    }),
  );
