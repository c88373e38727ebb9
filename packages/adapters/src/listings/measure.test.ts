import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomFrom } from '../testing/random.js';
import { fileVersion, observeVersions, reasonsOf } from '../testing/sample-folder.js';
import { LISTING_HEADER, listingsJson, sampleListings } from '../testing/sample-listings.js';
import { factsOf } from '../testing/sample-observer.js';
import { LISTING_EXTRACTOR, listingMeasure } from './index.js';

test('the observer of a bucket tells what the extractor counts, of malformed files too', async () => {
  const rows = new TextDecoder().decode(listingsJson(sampleListings(randomFrom(1), 5)));
  const { found } = await observeVersions([fileVersion(rows), fileVersion('{"listings":', {}, 'b.json')], {
    measure: listingMeasure,
  });
  assert.equal(reasonsOf(found), []);
  const measures = factsOf(found).flatMap((fact) => (fact.type === 'SubmissionMeasured' ? [fact.data] : []));
  assert.equal(
    measures.map(({ rows: count, header, extractor }) => [count, header.nonce, extractor]),
    [
      [5, LISTING_HEADER.nonce, LISTING_EXTRACTOR],
      [0, '', LISTING_EXTRACTOR],
    ],
  );
});

test.run();
