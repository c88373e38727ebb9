/** Words of an address that are written in several ways, each with the one spelling that is compared. */
export type AddressWords = Readonly<Record<string, string>>;

const UNIT = 'UNIT';

/** Usual words of addresses in the United States: suffixes and directions of streets, and what stands before a unit. */
export const US_ADDRESS_WORDS: AddressWords = {
  ALLEY: 'ALY',
  APARTMENT: UNIT,
  APT: UNIT,
  AVENUE: 'AVE',
  BOULEVARD: 'BLVD',
  CIRCLE: 'CIR',
  COURT: 'CT',
  DRIVE: 'DR',
  EAST: 'E',
  HIGHWAY: 'HWY',
  LANE: 'LN',
  NORTH: 'N',
  NORTHEAST: 'NE',
  NORTHWEST: 'NW',
  PARKWAY: 'PKWY',
  PLACE: 'PL',
  ROAD: 'RD',
  SOUTH: 'S',
  SOUTHEAST: 'SE',
  SOUTHWEST: 'SW',
  SQUARE: 'SQ',
  STE: UNIT,
  STREET: 'ST',
  SUITE: UNIT,
  TERRACE: 'TER',
  WEST: 'W',
};

const tokensOf = (text: string, words: AddressWords): readonly string[] => {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll('#', ` ${UNIT} `);
  const tokens = plain.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '');
  const spelled = tokens.map((token) => (Object.hasOwn(words, token) ? (words[token] ?? token) : token));
  return spelled.filter((token, i) => token !== UNIT || spelled[i - 1] !== UNIT);
};

/** Tokens of the street with its unit, and of all: what stands behind the first comma may be town, state and zipcode. */
const partsOf = (address: string, words: AddressWords): { readonly street: string; readonly all: string } => {
  const segments = address.split(',').map((segment) => tokensOf(segment, words));
  const isUnit = segments[1]?.[0] === UNIT;
  return {
    street: segments
      .slice(0, isUnit ? 2 : 1)
      .flat()
      .join(' '),
    all: segments.flat().join(' '),
  };
};

/**
 * True when two addresses have the same tokens in their street, or in all. Whole tokens are compared, so "12 Oak St" is not
 * "12 Oakmont Ave", and neither "12 Oak St Unit 1" nor "112 Oak St".
 */
export const isSameAddress = (a: string, b: string, words: AddressWords = US_ADDRESS_WORDS): boolean => {
  const [left, right] = [partsOf(a, words), partsOf(b, words)];
  const isEqual = (a: string, b: string): boolean => a !== '' && a === b;
  return isEqual(left.street, right.street) || isEqual(left.all, right.all);
};
