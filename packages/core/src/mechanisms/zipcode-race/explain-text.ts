import type { Fx } from '../../numbers/fx.js';
import { formatFx } from '../../numbers/fx-text.js';

/** A share as exact decimal text. */
export const formatShare = (share: Fx): string => formatFx(share);

/** 1st, 2nd, 3rd, 4th of a place counted from 0. */
export const ordinal = (position: number): string => {
  const n = position + 1;
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
};
