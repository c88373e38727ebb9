import { expandMetadata, type GenericCall, Metadata, TypeRegistry } from '@polkadot/types';
import type { StorageEntry } from '@polkadot/types/primitive/types';
import type { Codec } from '@polkadot/types/types';
import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import type { Hex, Upgrade } from './recording.js';

/** Names, keys and bytes of one runtime, from its metadata. */
export interface Runtime {
  readonly registry: TypeRegistry;
  readonly version: Upgrade['version'];
  /** True when the runtime has this storage item. */
  readonly has: (pallet: string, item: string) => boolean;
  readonly key: (pallet: string, item: string, args?: readonly unknown[]) => string;
  /** A value of storage, or its default when there is none. */
  readonly decode: (pallet: string, item: string, bytes: Hex | undefined) => Codec;
  readonly encode: (pallet: string, item: string, value: unknown) => Hex;
  /** Bytes of one record of System.Events; `extrinsic` is its phase, undefined for on_initialize. */
  readonly event: (pallet: string, name: string, fields: readonly unknown[], extrinsic?: number) => Uint8Array;
  /** A call, from names as the client spells them: `subtensorModule`, `setWeights`. */
  readonly call: (pallet: string, name: string, args: readonly unknown[]) => GenericCall;
  /** A failure of a pallet as a dispatch error has it. */
  readonly moduleError: (pallet: string, name: string) => unknown;
}

const u32 = (value: number): Uint8Array => {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
};

// The runtime's own signed extensions carry no bytes; naming them silences a warning.
const EMPTY = { extrinsic: {}, payload: {} };
export const SIGNED_EXTENSIONS = {
  CheckShieldedTxValidity: EMPTY,
  CommitmentsSignedExtension: EMPTY,
  DrandPriority: EMPTY,
  SubtensorSignedExtension: EMPTY,
  SubtensorTransactionExtension: EMPTY,
  SudoTransactionExtension: EMPTY,
};

/** Reads the metadata of a runtime. */
export const runtimeOf = ({ meta, version }: Pick<Upgrade, 'meta' | 'version'>): Runtime => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, meta);
  registry.setMetadata(metadata, undefined, SIGNED_EXTENSIONS);
  const { query, tx } = expandMetadata(registry, metadata);
  const pallets = metadata.asLatest.pallets;

  const entry = (pallet: string, item: string): StorageEntry => {
    const found = query[pallet]?.[item];
    if (found === undefined) throw new TypeError(`no storage item ${pallet}.${item} in spec ${version.specVersion}`);
    return found;
  };
  const storageKey = (pallet: string, item: string, args: readonly unknown[]) =>
    registry.createTypeUnsafe('StorageKey', [[entry(pallet, item), [...args]]]) as unknown as Codec;
  const typeOf = (pallet: string, item: string): string => {
    const { type } = entry(pallet, item).meta;
    return registry.createLookupType(type.isPlain ? type.asPlain : type.asMap.value);
  };
  const palletOf = (name: string) => {
    const found = pallets.find((pallet) => pallet.name.toString() === name);
    if (found === undefined) throw new TypeError(`no pallet ${name} in spec ${version.specVersion}`);
    return found;
  };
  const variantOf = (kind: 'events' | 'errors', pallet: string, name: string) => {
    const { type } = palletOf(pallet)[kind].unwrap();
    const found = registry.lookup.getSiType(type).def.asVariant.variants.find((one) => one.name.toString() === name);
    if (found === undefined) throw new TypeError(`no ${name} among the ${kind} of ${pallet}`);
    return found;
  };

  return {
    registry,
    version,
    has: (pallet, item) => query[pallet]?.[item] !== undefined,
    key: (pallet, item, args = []) => u8aToHex(storageKey(pallet, item, args).toU8a(true)),
    decode: (pallet, item, bytes) => {
      const { modifier, fallback } = entry(pallet, item).meta;
      const type = typeOf(pallet, item);
      if (modifier.isOptional) {
        return registry.createTypeUnsafe(
          `Option<${type}>`,
          bytes === undefined ? [] : [registry.createTypeUnsafe(type, [hexToU8a(bytes)])],
        );
      }
      return registry.createTypeUnsafe(type, [hexToU8a(bytes ?? fallback.toHex())]);
    },
    encode: (pallet, item, value) => u8aToHex(registry.createTypeUnsafe(typeOf(pallet, item), [value]).toU8a()),
    event: (pallet, name, values, extrinsic) => {
      const variant = variantOf('events', pallet, name);
      const fields = variant.fields.map(({ type }, at) =>
        registry.createTypeUnsafe(registry.createLookupType(type), [values[at]]).toU8a(),
      );
      const phase = extrinsic === undefined ? new Uint8Array([2]) : u8aConcat(new Uint8Array([0]), u32(extrinsic));
      const head = new Uint8Array([palletOf(pallet).index.toNumber(), variant.index.toNumber()]);
      return u8aConcat(phase, head, ...fields, new Uint8Array([0]));
    },
    call: (pallet, name, args) => {
      const make = tx[pallet]?.[name];
      if (make === undefined) throw new TypeError(`no call ${pallet}.${name} in spec ${version.specVersion}`);
      return make(...args) as GenericCall;
    },
    moduleError: (pallet, name) => ({
      Module: {
        index: palletOf(pallet).index.toNumber(),
        error: [variantOf('errors', pallet, name).index.toNumber(), 0, 0, 0],
      },
    }),
  };
};
