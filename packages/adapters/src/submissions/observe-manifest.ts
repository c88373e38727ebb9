import { formatPlace } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import type { Place } from './layout.js';
import { decodeManifest } from './manifest.js';
import type { Observation } from './observation.js';
import type { Observer } from './observer.js';
import { readFit, refused } from './read-fit.js';
import { isSignedManifest } from './sign-manifest.js';
import { tell } from './tell.js';

/**
 * Looks at one version of a manifest that the log has not. What it says of the nonce is told as it is: whether that is the right
 * one is for the rules.
 */
export async function* observeManifest(
  observer: Observer,
  { hotkey, manifestSha256 }: Extract<Place, { kind: 'manifest' }>,
  version: BucketVersion,
): AsyncGenerator<Observation> {
  const { host, netuid, epoch, genesis, limits, verify } = observer;
  const arrived = await readFit(observer, version, limits.manifestBytes);
  if (E.isLeft(arrived)) return yield arrived.left;
  const { object, block } = arrived.right;
  const decoded = decodeManifest(host, object.bytes);
  if (E.isLeft(decoded)) {
    const { code, at, expected, found } = decoded.left;
    return yield refused(version, 'BAD_MANIFEST', `${code} ${formatPlace(at)}: expected ${expected}, got ${found}`);
  }
  const { manifest, sha256 } = decoded.right;
  if (manifest.hotkey !== hotkey || manifest.epoch !== epoch || manifest.netuid !== netuid) {
    const found = `${manifest.hotkey}, epoch ${manifest.epoch}, netuid ${manifest.netuid}`;
    return yield refused(
      version,
      'OTHER_MANIFEST',
      `expected ${hotkey}, epoch ${epoch}, netuid ${netuid}, got ${found}`,
    );
  }
  if (sha256 !== manifestSha256) {
    return yield refused(
      version,
      'OTHER_MANIFEST',
      `expected manifest ${manifestSha256}, as its key says, got ${sha256}`,
    );
  }
  if (!(await isSignedManifest(host, genesis, decoded.right, verify))) {
    return yield refused(version, 'BAD_SIGNATURE', `${hotkey} has not signed manifest ${sha256} for this chain`);
  }
  const { files, nonce } = manifest;
  yield tell(observer, version, block, { type: 'ManifestSeen', data: { files, hotkey, manifestSha256, nonce } });
}
