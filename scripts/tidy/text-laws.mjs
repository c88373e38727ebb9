/** Laws for every text file of the repository, whatever language it is in. */

const rowsMatching = (pattern) => (file) =>
  file.text.split('\n').flatMap((row, i) => (pattern.test(row) ? [{ line: i + 1 }] : []));

export const textLaws = [
  {
    name: 'no-machine-path',
    where: () => true,
    why: 'a path of one machine works on no other',
    replacement: 'write the path relative to the repository',
    find: rowsMatching(/(?:^|[\s"'`(=:,[<>]|file:\/\/)\/(?:work|root)\//),
  },
];
