import { posix } from 'node:path';

/** Laws about imports that hold in every package. */

const packageOf = (path) => path.match(/^packages\/([^/]+)\//)?.[1];
const inPackages = (file) => packageOf(file.path) !== undefined;

/** Clients that take long to load, and the folders of packages/adapters/src that may import them at the top of a file. */
const HEAVY = [
  { client: '@polkadot/', folders: ['chain', 'signatures', 'testing/chain-node'] },
  { client: '@aws-sdk/', folders: ['s3'] },
  { client: '@smithy/', folders: ['s3'] },
  { client: '@kurrent/', folders: ['kurrent'] },
  { client: 'fastify', folders: ['server'] },
  { client: 'hyparquet', folders: ['listings'] },
];

const isMisplacedClient = (file) => (found) => {
  const heavy = HEAVY.find(({ client }) => found.spec?.startsWith(client));
  if (heavy === undefined) return false;
  if (packageOf(file.path) !== 'adapters') return true;
  return !found.dynamic && !heavy.folders.some((folder) => file.path.startsWith(`packages/adapters/src/${folder}/`));
};

/** Which packages a package may import by name; itself by name makes the compiler overwrite its own input. */
const PACKAGES_BELOW = { core: [], adapters: ['core'], cli: ['core', 'adapters'] };

const leavesPackage = (file) => (found) => {
  if (found.spec === undefined) return false;
  const own = packageOf(file.path);
  if (found.spec.startsWith('.')) {
    return packageOf(posix.join(posix.dirname(file.path), found.spec)) !== own;
  }
  const [, name, inside = ''] = found.spec.match(/^@subnet-scoring\/([^/]+)(.*)$/) ?? [];
  if (name === undefined) return false;
  return !(PACKAGES_BELOW[own]?.includes(name) ?? false) || /^\/(?:src|dist)(?:\/|$)/.test(inside);
};

export const importLaws = [
  {
    name: 'fp-ts-path',
    where: inPackages,
    why: 'fp-ts/Either compiles and crashes when it runs, and fp-ts alone loads 120 modules',
    replacement: 'import fp-ts/lib/<Module>.js',
    find: (file) => file.imports.filter(({ spec }) => /^fp-ts(?:\/(?!lib\/\w+\.js$)|$)/.test(spec ?? '')),
  },
  {
    name: 'heavy-client',
    where: inPackages,
    why: 'a command that needs no network must not wait a second for a network client',
    replacement:
      'only its own folder in packages/adapters/src imports it; load that adapter with import() where it is used',
    find: (file) => file.imports.filter(isMisplacedClient(file)),
  },
  {
    name: 'package-path',
    where: inPackages,
    why: 'only what a package exports is kept stable, and packages point one way: cli, adapters, core',
    replacement: 'import a package below this one by the name and subpath that it exports',
    find: (file) => file.imports.filter(leavesPackage(file)),
  },
];
