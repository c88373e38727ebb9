import { pathToFileURL } from 'node:url';

// uvu must find this when it loads, or it starts the tests of a file by itself.
globalThis.UVU_DEFER = 1;
const { test: sharedSuite } = await import('uvu');

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Lets rejections that nobody handles arrive while the file that caused them is still the one at work. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs one suite. uvu answers [text of the errors or true, passed, not run, total], and true also when an error in a
 * before hook, or a thrown value that is no Error, ended the suite early: then the counts tell.
 */
const runSuite = async (suite, report) => {
  const [errors, passed, notRun, total] = await suite();
  report.passed += passed;
  if (typeof errors === 'string') process.stdout.write(`\n${errors}\n`);
  if (errors === true && passed < total) {
    report.fail(`a hook failed or a test threw no Error, so ${plural(total - passed, 'test')} did not pass`);
  }
  report.failed += typeof errors === 'string' ? total - passed : 0;
  if (notRun > 0) report.fail(`${plural(notRun, 'test')} switched off by .only or .skip`);
  if (total === 0) report.fail('run() of a suite without tests');
};

/** Loads one built test file and runs its suites; everything that goes wrong is counted in `report`. */
export const runFile = async (root, path, report) => {
  process.stdout.write(`${path} `);
  // uvu keeps suites in a global list of groups; each file gets a list of its own.
  globalThis.UVU_QUEUE = [[]];
  globalThis.UVU_INDEX = 0;
  try {
    await import(pathToFileURL(`${root}/${path}`).href);
  } catch (error) {
    report.fail('it does not load', error);
    return;
  }
  const suites = [...globalThis.UVU_QUEUE[0]];
  if (suites.length === 0) {
    sharedSuite.run(); // empties the suite that all files share: its tests must not run as the next file's
    report.fail('it never calls test.run()');
  }
  for (const suite of suites) {
    try {
      await runSuite(suite, report);
    } catch (error) {
      report.fail('a hook failed', error);
    }
  }
  await turn();
};
