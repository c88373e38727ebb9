import type { Enum, Option } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { hexOf, itemsOf } from './plain.js';
import type { CommitmentField } from './port-events.js';

/** The parts of a Registration of the Commitments pallet that are read. */
interface Registration extends Codec {
  readonly block: Codec;
  readonly info: { readonly fields: Codec };
}

/** Block and fields of a commitment, as storage has it. */
export const registrationOf = (
  value: Codec,
): { readonly block: Codec; readonly fields: readonly CommitmentField[] } => {
  const { block, info } = ('unwrap' in value ? (value as Option<Registration>).unwrap() : value) as Registration;
  const fields = (itemsOf(info.fields) as readonly Enum[]).map(({ type, inner }) => ({
    kind: type,
    hex: hexOf(inner),
  }));
  return { block, fields };
};
