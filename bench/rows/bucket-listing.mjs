import { median } from '../median.mjs';
import { runNode } from '../programs.mjs';

/** What the client and the adapter add to a listing, against signed requests whose answers are only counted. */
export const bucketListingRows = ({ versions, rounds }) => {
  const { adapter, plain } = runNode('bucket-listing.mjs', versions, rounds);
  return [
    {
      name: `listing ${versions} versions of a bucket against plain requests`,
      value: median(adapter.map((ms, i) => ms / plain[i])),
      note: `${median(adapter).toFixed(0)} ms, plain ${median(plain).toFixed(0)} ms, the peer's work in both`,
    },
  ];
};
