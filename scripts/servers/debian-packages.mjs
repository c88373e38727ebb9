import { spawnSync } from 'node:child_process';

const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

const run = (command, args) => {
  const { status, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0 ? undefined : `${command} ${args.join(' ')} failed: ${(stderr ?? '').trim().split('\n').at(-1)}`;
};

/**
 * Installs Debian packages unless their programs are there. Answers undefined when all is there, else why not, and
 * whether that is because this machine cannot install packages at all.
 */
export const needPrograms = (programs, packages, say) => {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) return undefined;
  if (!isThere('apt-get'))
    return { cannot: true, reason: `${missing.join(', ')} missing, and there is no apt-get here` };
  if (process.getuid?.() !== 0) {
    return {
      cannot: true,
      reason: `${missing.join(', ')} missing, and only root may install: apt-get install ${packages.join(' ')}`,
    };
  }
  say(`installing ${packages.join(', ')}`);
  const failed =
    run('apt-get', ['update', '-qq']) ??
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  return failed === undefined ? undefined : { cannot: false, reason: failed };
};
