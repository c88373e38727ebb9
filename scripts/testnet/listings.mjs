// What the source of the test network has, and the files that miners make of it.

import { roundListings } from '@subnet-scoring/adapters/testing/sample-round';

export { inventedListings } from '@subnet-scoring/adapters/testing/sample-round';

/** All listings of a zipcode; every required field is filled. */
export const listingsOf = ({ zipcode, expected }) => roundListings(zipcode, expected);

/** Half as many again, all made up, so that the file looks like more work. */
export const padded = (listings) => [
  ...listings,
  ...listings.slice(0, listings.length / 2).map((listing) => ({ ...listing, zpid: `8${listing.zpid}` })),
];

/** A file as a miner delivers it: the header, then a line for each listing. */
export const fileOf = ({ epoch, netuid, nonce }, hotkey, listings) =>
  new TextEncoder().encode(
    [{ epoch, hotkey, netuid, nonce }, ...listings].map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
