import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import type { Place } from './layout.js';
import type { Observation } from './observation.js';
import type { Observer } from './observer.js';
import { failed, readFit, refused } from './read-fit.js';
import { tell } from './tell.js';

/**
 * Looks at one version of a file: tells that it was seen, hands its bytes to the extractor, tells what that counted. A
 * version that was seen and measured is not read again; one that was only seen is, in a walk that measures.
 */
export async function* observeFile(
  observer: Observer,
  { hotkey, zipcode }: Extract<Place, { kind: 'file' }>,
  version: BucketVersion,
): AsyncGenerator<Observation> {
  const { known, measure, limits, headAt } = observer;
  const seen = known.contentOf(version);
  if (seen !== undefined && (measure === undefined || known.isMeasured(zipcode, seen))) return;
  const arrived = await readFit(observer, version, limits.fileBytes);
  if (E.isLeft(arrived)) return yield arrived.left;
  const { object, block } = arrived.right;
  const contentSha256 = object.sha256;
  if (seen !== contentSha256) {
    const { bytes, etag, key, lastModifiedMs, versionId } = version;
    const data = { bytes, contentSha256, etag, hotkey, key, lastModifiedMs, versionId, zipcode };
    const sighting = tell(observer, version, block, { type: 'SubmissionSeen', data });
    yield sighting;
    if (sighting.kind !== 'fact') return;
  }
  if (measure === undefined || known.isMeasured(zipcode, contentSha256)) return;
  const measured = await measure(object.bytes, zipcode);
  if (E.isLeft(measured)) {
    const { code, expected, found } = measured.left;
    return yield refused(version, 'NOT_MEASURED', `${code}: expected ${expected}, got ${found}`);
  }
  const { right: data } = measured;
  if (data.contentSha256 !== contentSha256 || data.zipcode !== zipcode) {
    throw new TypeError(
      `measure: expected ${contentSha256} of ${zipcode}, got ${data.contentSha256} of ${data.zipcode}`,
    );
  }
  const now = await headAt();
  if (E.isLeft(now)) return yield failed(version.key, now.left);
  yield tell(observer, version, now.right, { type: 'SubmissionMeasured', data });
}
