import { type DataError, type Hash32, sealHash } from '@subnet-scoring/core';
import { finding } from '../directory/finding.js';
import { nodeHost } from '../node/host.js';
import type { Sealing } from './seal-entry.js';

/** Compares each seal with itself and with the one before it, oldest first. */
export const checkSeals = (sealings: readonly Sealing[], logHash: Hash32, file: string): readonly DataError[] => {
  const findings: DataError[] = [];
  let prev = logHash;
  let lastEpoch = -1;
  const at = { file };
  for (const { seal } of sealings) {
    const where = `in the seal of epoch ${seal.epoch}`;
    const hash = sealHash(nodeHost.sha256, seal);
    if (hash !== seal.seal) findings.push(finding('SEAL_HASH', at, `${hash} ${where}`, seal.seal));
    if (seal.prev !== prev) findings.push(finding('SEAL_CHAIN', at, `prev ${prev} ${where}`, `prev ${seal.prev}`));
    if (seal.epoch <= lastEpoch)
      findings.push(finding('SEAL_CHAIN', at, `an epoch after ${lastEpoch}`, `epoch ${seal.epoch}`));
    prev = seal.seal;
    lastEpoch = seal.epoch;
  }
  return findings;
};
