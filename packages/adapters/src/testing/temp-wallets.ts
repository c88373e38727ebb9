import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const made: string[] = [];
process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

const closeAll = (path: string): void => {
  for (const name of readdirSync(path)) {
    const inner = join(path, name);
    if (statSync(inner).isDirectory()) closeAll(inner);
    else chmodSync(inner, 0o600);
  }
};

/** A copy of the wallets of fixtures/, closed to others as btcli leaves them; it goes away with the process. */
export const tempWallets = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'wallets-'));
  made.push(root);
  cpSync(fileURLToPath(new URL('../../../../fixtures/wallets', import.meta.url)), root, { recursive: true });
  closeAll(root);
  return root;
};
