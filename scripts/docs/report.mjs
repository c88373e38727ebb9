/** Counts checks and prints each failure as `page:line: what is wrong`. */
export const newReport = (print = console.log) => {
  const report = { passed: 0, failed: 0 };
  return Object.assign(report, {
    pass: () => {
      report.passed += 1;
    },
    fail: (path, line, message) => {
      report.failed += 1;
      print(`${path}:${line}: ${message}`);
    },
    close: () => print(`docs: ${report.passed} checks passed${report.failed === 0 ? '' : `, ${report.failed} failed`}`),
  });
};
