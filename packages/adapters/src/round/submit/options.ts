import type { Block, Hash32, Host } from '@subnet-scoring/core';
import type { ChainReader, CommitSink, Signer, Verifier } from '../../ports.js';
import type { Assignment } from './folder.js';
import type { Uploaded, Uploader } from './upload.js';

/** Where a submission comes from and goes to. */
export interface SubmitOptions {
  readonly host: Host;
  readonly genesis: Hash32;
  readonly assignment: Assignment;
  readonly signer: Signer;
  readonly verify: Verifier;
  readonly upload: Uploader;
  readonly chain: Pick<ChainReader, 'head' | 'commitmentsAt'>;
  readonly commits: CommitSink;
  readonly onStatus?: (status: string) => void;
}

/** What a submission did. */
export type SubmitStep =
  | { readonly kind: 'uploaded'; readonly key: string; readonly bytes: number; readonly became: Uploaded }
  | {
      readonly kind: 'committed';
      readonly block: Block;
      readonly manifestSha256: Hash32;
      readonly became: 'sent' | 'there';
    };
