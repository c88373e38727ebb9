import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Recording, readRecording } from './recording.js';

const ROOT = new URL('../../../../../', import.meta.url);

/** The recording of a made-up chain that stands in fixtures/chain: subnet 46, blocks 100..230, an upgrade of its runtime. */
export const syntheticRecording = (): Recording =>
  readRecording(fileURLToPath(new URL('fixtures/chain/synthetic.json.gz', ROOT)));

/** A file that stands beside the repository and not in it; undefined, and said so, where it is missing. */
export const besideRepository = (path: string): string | undefined => {
  const file = fileURLToPath(new URL(`../${path}`, ROOT));
  if (existsSync(file)) return file;
  console.log(`skipped: ${path} is not beside this repository`);
  return undefined;
};
