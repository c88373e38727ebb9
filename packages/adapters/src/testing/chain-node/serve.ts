import { parseArgs } from 'node:util';
import { startChainNode } from './chain-node.js';
import { readRecording } from './recording.js';

const USAGE = 'usage: node serve.js RECORDING [--port P] [--block-ms MS] [--finality BLOCKS] [--seconds N]';

/** Serves a recording until the process is told to end: a chain to try commands on. `--block-ms` makes a block so often. Its address is all that stdout gets. */
const serve = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '9944' },
      'block-ms': { type: 'string' },
      finality: { type: 'string', default: '0' },
      seconds: { type: 'string' },
    },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error(USAGE);
  const node = await startChainNode(readRecording(path), {
    port: Number(values.port),
    finalityBlocks: Number(values.finality),
  });
  console.log(node.url);
  console.error(`blocks up to ${node.head()}`);
  if (values.seconds !== undefined) setTimeout(() => process.exit(0), Number(values.seconds) * 1000);
  const every = Number(values['block-ms'] ?? 0);
  if (every > 0) setInterval(() => node.mine(1), every);
};

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
