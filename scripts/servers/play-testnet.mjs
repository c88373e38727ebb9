import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../testnet.mjs', import.meta.url));
const TIMEOUT_MS = 240_000;

/** Plays one epoch of the test network over a bucket on an S3 server that runs; answers whether it came to a good end. */
export const playTestnet = async ({ endpoint, accessKeyId, secretAccessKey }, say) => {
  const env = { ...process.env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const argv = [PROGRAM, '--epochs', '1', '--quiet', '--endpoint', endpoint];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { env, timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      say(error === null ? `the test network agrees:\n${stdout}` : `FAILED: the test network\n${stdout}${stderr}`);
      resolve(error === null);
    });
  });
};
