import { nodeHost } from '@subnet-scoring/adapters/node';
import { headerHash } from '@subnet-scoring/core';
import { command } from './command.js';
import { makeLog, type NewLogOptions, newLogOptions } from './new-log.js';
import { logFlag, shownPath } from './open-log.js';

/** `log init`: an empty log. */
export const logInit = command<NewLogOptions>({
  about: 'Makes an empty log for one subnet. What is said here never changes again: it is part of every seal.',
  args: [['<dir>', 'directory of the log, made when it is missing; or kurrentdb://HOST:PORT/NAME']],
  options: newLogOptions(),
  examples: [
    'log init ./subnet-log --netuid 46',
    'log init ./subnet-log --netuid 46 --authority 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  ],
  exits: [10, 12, 15, 16],
  run: async (context, options, [dir = '']) => {
    const { directory, header } = await makeLog(context.io, dir, options);
    const hash = headerHash(nodeHost.sha256, header);
    await context.print(`log for netuid ${header.netuid} in ${shownPath(context.io, directory)}`, `  hash  ${hash}`);
    await context.note(`append facts with: subnet-cli log append FILE${logFlag(context.io, directory)}`);
    if (context.flags.json) await context.printJson('log-init', { directory, header, hash });
    return 0;
  },
});
