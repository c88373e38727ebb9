import { listFiles } from '../files.mjs';

const IS_TEST = /^packages\/[^/]+\/dist\/.*\.test\.js$|^scripts\/.*\.test\.mjs$/;

/** The test files below `root` whose path contains one of `filters`; all of them without a filter. */
export const findTests = (root, filters) =>
  [...listFiles(root, 'packages', { dist: true }), ...listFiles(root, 'scripts')]
    .filter((path) => IS_TEST.test(path) && !path.startsWith('scripts/testdata/'))
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)));
