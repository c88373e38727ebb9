import { encodeBase58 } from '../../../hash/base58.js';
import { concat } from '../../../hash/tagged.js';
import { encodeUtf8 } from '../../../hash/utf8.js';
import { cidOf } from '../../../proofs/cid.js';

/** FileTAO's CIDv1 object: the codec is named after the hash, and the hash is the whole text of the CID. */
export interface FiletaoCid {
  readonly version: 1;
  readonly codec: 'sha2-256';
  readonly multihash: string;
  readonly buffer: Uint8Array;
  readonly text: string;
}

/** make_cid (storage/validator/cid.py @ def46f8): as text it is a CID wrapped in a CID, which nothing else understands. */
export const filetaoCid = (data: Uint8Array): FiletaoCid => {
  const multihash = cidOf(data);
  const buffer = concat([Uint8Array.of(1, 0x12), encodeUtf8(multihash)]);
  return { version: 1, codec: 'sha2-256', multihash, buffer, text: `z${encodeBase58(buffer)}` };
};
