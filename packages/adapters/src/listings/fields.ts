/** How the value of a field is written, and what counts as blank (docs/listings.md, "Values"). */
export type FieldKind = 'text' | 'word' | 'id' | 'zipcode' | 'date' | 'decimal' | 'amount' | 'positive';

/** A field of a listing: its kind, and the paths under which the known schemas have it, best first. */
export interface FieldRule {
  readonly name: string;
  readonly kind: FieldKind;
  readonly aliases: readonly string[];
}

const field = (name: string, kind: FieldKind, ...aliases: string[]): FieldRule => ({
  name,
  kind,
  aliases: [name, ...aliases],
});

/**
 * The fields of extractor listing@1, ascending by name: the row hash takes them in this order. Aliases are those of the flat
 * listing, of the listing by content (detail_url, living_area) and of the nested property record.
 */
export const FIELDS: readonly FieldRule[] = [
  field('address', 'text', 'property.location.addresses'),
  field('bathrooms', 'amount', 'property.features.bathrooms'),
  field('bedrooms', 'amount', 'property.features.bedrooms'),
  field('daysOnMarket', 'amount', 'days_on_market', 'days_on_zillow', 'market_context.days_on_market'),
  field('id', 'id', 'zpid', 'ids.zillow.zpid', 'mls_id', 'ids.mls.mls_number'),
  field('latitude', 'decimal', 'property.location.latitude'),
  field('listingDate', 'date', 'listing_date', 'market_context.sale_date'),
  field('listingStatus', 'word', 'listing_status'),
  field('longitude', 'decimal', 'property.location.longitude'),
  field('mlsId', 'text', 'mls_id', 'ids.mls.mls_number'),
  field('price', 'positive', 'market_context.final_sale_price'),
  field('propertyType', 'word', 'property_type', 'property.characteristics.property_type'),
  field('scrapedAt', 'text', 'scraped_timestamp', 'scraped_at'),
  field('sourceUrl', 'text', 'source_url', 'detail_url'),
  field('sqft', 'positive', 'living_area', 'property.size.house_size_sqft'),
  field('yearBuilt', 'positive', 'year_built', 'property.characteristics.year_built'),
  field('zestimate', 'positive', 'valuation.market.zestimate_current'),
  field('zipcode', 'zipcode', 'zip_code', 'property.location.zip_code'),
];

/** What a file says about itself, under these names in its first object. */
export const HEADER_PATHS = ['hotkey', 'miner_hotkey', 'netuid', 'epoch', 'nonce', 'listings'] as const;

/** Position of a field in `FIELDS`. Throws RangeError for a name that is none. */
export const fieldIndex = (name: string): number => {
  const index = FIELDS.findIndex((rule) => rule.name === name);
  if (index < 0) throw new RangeError(`fieldIndex: expected a field of a listing, got ${name}`);
  return index;
};
