const SLOW_MS = 5000;

/** Counts of a run. `running` is the file at work, undefined between files and at the end. */
export const newReport = () => {
  const report = { passed: 0, failed: 0, slow: [], running: undefined, done: false };

  /** Counts one failure and says what it is. */
  const fail = (text, error) => {
    report.failed += 1;
    const detail = error === undefined ? '' : `\n${error instanceof Error ? error.stack : String(error)}`;
    process.stdout.write(`\nFAIL ${report.running ?? 'after the last test'}: ${text}${detail}\n`);
  };

  const timed = async (path, run) => {
    report.running = path;
    const start = performance.now();
    await run();
    const ms = performance.now() - start;
    if (ms > SLOW_MS) report.slow.push(`slow: ${path} took ${(ms / 1000).toFixed(1)} s`);
    report.running = undefined;
  };

  /** Prints the closing line; called once, on exit, whatever the reason is that the process ends. */
  const close = () => {
    if (!report.done)
      fail('the run ended before its tests did: a promise never settled, or something called process.exit');
    if (report.done && report.passed + report.failed === 0) fail('no test ran');
    for (const row of report.slow) process.stdout.write(`${row}\n`);
    process.stdout.write(`${report.passed} passed, ${report.failed} failed\n`);
    if (report.failed > 0) process.exitCode = 1;
  };

  return Object.assign(report, { fail, timed, close });
};
