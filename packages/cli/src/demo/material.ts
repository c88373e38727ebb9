import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../cli-error.js';
import { packageRoot } from '../version.js';

const FACTS = join('fixtures', 'logs', 'realistic', 'facts.ndjson');

/** The facts of the tour: beside the packages in a checkout, inside this package when it is installed. */
export const demoFacts = (): string => {
  const root = packageRoot();
  const found = [join(root, FACTS), join(root, '..', '..', FACTS)].find((path) => existsSync(path));
  if (found !== undefined) return found;
  const help = 'run it in a checkout of the repository, or start with your own facts: subnet-cli init --netuid N';
  throw fail({ exit: 16, code: 'ENOENT', message: `the facts of the demo (${FACTS}) are not here`, help });
};
