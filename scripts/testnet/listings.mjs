// What the source of the test network has, and the files that miners make of it.

const FIRST_PRICE = 200_000;
const STEP_PRICE = 1000;

/** All listings of a zipcode; every required field is filled. */
export const listingsOf = ({ zipcode, expected }) =>
  Array.from({ length: expected }, (_, i) => ({
    zpid: `2${zipcode}${String(i).padStart(3, '0')}`,
    address: `${100 + i} Walnut St`,
    price: FIRST_PRICE + i * STEP_PRICE,
    property_type: 'CONDO',
    listing_status: 'SOLD',
    listing_date: '2026-05-10',
    zipcode,
    bedrooms: 1 + (i % 4),
    bathrooms: 2,
    sqft: 700 + i,
  }));

/** Every second listing is made up. */
export const invented = (listings) =>
  listings.map((listing, i) =>
    i % 2 === 0 ? listing : { ...listing, zpid: `9${listing.zpid}`, address: `${i} Invented Way` },
  );

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
