/** How a case ended: its error, or undefined. */
const errorOf = (run) =>
  run().then(
    () => undefined,
    (error) => error,
  );

/**
 * Runs the cases of a contract, one after the other. A known difference must show, and in the way that is known: one that
 * does not is a failure too, so that the list never says less or more than the truth.
 */
export const runContract = async (cases, differences, say) => {
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
