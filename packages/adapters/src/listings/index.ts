export { shortestDecimal } from './decimal.js';
export type { ListingFault, ListingFaultCode } from './fault.js';
export { FIELDS, type FieldKind, type FieldRule } from './fields.js';
export type { ListingHeader } from './header.js';
export { LISTING_LIMITS } from './limits.js';
export { listingOf } from './listing-of.js';
export { LISTING_EXTRACTOR, listingMeasure, type MeasuredListings, measureListings } from './measure.js';
export { normaliseValue } from './normalise.js';
export { type ListingRow, rowsAt } from './rows-at.js';
