import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Looked, Source } from './port.js';

const INDEX = 'answers.ndjson';
const HASH = /^[0-9a-f]{64}$/;
const PATH_MAX = 2048;

interface Recorded {
  readonly path: string;
  readonly status: number;
  readonly sha256: string;
}

const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

const parse = (line: string): Partial<Recorded> => {
  try {
    return (JSON.parse(line) ?? {}) as Partial<Recorded>;
  } catch {
    return {};
  }
};

const readIndex = (text: string): readonly Recorded[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const { path, status, sha256 } = parse(line);
      if (
        typeof path !== 'string' ||
        path.length > PATH_MAX ||
        !Number.isSafeInteger(status) ||
        !HASH.test(sha256 ?? '')
      ) {
        throw new TypeError(`${INDEX}:${i + 1}: expected path, status and sha256 of an answer`);
      }
      return { path, status: status ?? 0, sha256: sha256 ?? '' };
    });

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * A source that answers what was recorded: for tests, and for an audit of facts by their evidenceSha256. `answers.ndjson` has a
 * line for each answer, and each body is a file named after its hash, which is checked. Throws TypeError for a broken index.
 */
export const recordedSource = async (folder: string): Promise<Source> => {
  const answers = new Map(readIndex(await readFile(join(folder, INDEX), 'utf8')).map((entry) => [entry.path, entry]));
  return {
    look: async (path): Promise<Looked> => {
      const found = answers.get(path);
      if (found === undefined) return { kind: 'unanswered', cause: 'noAnswer', detail: `${path} was not recorded` };
      const body = await readFile(join(folder, found.sha256)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (body === undefined || sha256Of(body) !== found.sha256) {
        return { kind: 'unanswered', cause: 'noAnswer', detail: `${found.sha256} is missing or altered` };
      }
      return { kind: 'answered', answer: { status: found.status, body } };
    },
  };
};

/** Passes on what a source answers and records it in a folder. Of several answers to one path the last is found again. */
export const recordingSource = (source: Source, folder: string): Source => ({
  look: async (path) => {
    const looked = await source.look(path);
    if (looked.kind === 'unanswered') return looked;
    const { status, body } = looked.answer;
    const sha256 = sha256Of(body);
    await mkdir(folder, { recursive: true });
    // The body first: an index never names what is not there.
    await writeFile(join(folder, sha256), body);
    await appendFile(join(folder, INDEX), `${JSON.stringify({ path, sha256, status })}\n`);
    return looked;
  },
});
