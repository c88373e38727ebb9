import { bucketContract } from '../../packages/adapters/dist/s3/contract/index.js';

/** How a case ended: its error, or undefined. */
const errorOf = (run) =>
  run().then(
    () => undefined,
    (error) => error,
  );

/**
 * Runs every case of the bucket contract against a server. A known difference must show: one that does not is reported
 * too, so that the list never says less than the truth.
 */
export const runContract = async (server, differences, say) => {
  const cases = bucketContract(async () => server);
  const unknown = [...differences.keys()].filter((name) => !cases.some((item) => item.name === name));
  for (const name of unknown) say(`FAILED: the known difference "${name}" is no case of the contract`);
  const counts = { passed: 0, failed: unknown.length };
  for (const { name, run } of cases) {
    const error = await errorOf(run);
    const difference = differences.get(name);
    const isRight = difference === undefined ? error === undefined : difference.shows.test(error?.message ?? '');
    counts[isRight ? 'passed' : 'failed'] += 1;
    if (isRight) say(difference === undefined ? `holds: ${name}` : `differs as known: ${name}: ${difference.instead}`);
    else say(`FAILED: ${name}: ${error?.stack ?? 'it holds now: take it from the list of differences'}`);
  }
  return counts;
};
