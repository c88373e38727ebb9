/** SCALE over a growing buffer of bytes, with what the histories of a snapshot need: the shipped one collects plain numbers. */

const START = 1 << 16;

export const byteWriter = () => {
  let bytes = new Uint8Array(START);
  let end = 0;
  const room = (count) => {
    if (end + count <= bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * bytes.length, end + count));
    grown.set(bytes);
    bytes = grown;
  };
  const writer = {
    u32: (n) => {
      room(4);
      bytes[end] = n;
      bytes[end + 1] = n >>> 8;
      bytes[end + 2] = n >>> 16;
      bytes[end + 3] = n >>> 24;
      end += 4;
    },
    u64: (n) => {
      writer.u32(n % 0x100000000);
      writer.u32(Math.floor(n / 0x100000000));
    },
    text: (value) => {
      const text = Buffer.from(value);
      writer.u32(text.length);
      room(text.length);
      bytes.set(text, end);
      end += text.length;
    },
    list: (items, write) => {
      writer.u32(items.length);
      items.forEach(write);
    },
    finish: () => bytes.subarray(0, end),
  };
  return writer;
};

export const byteReader = (bytes) => {
  let at = 0;
  const reader = {
    u32: () => {
      at += 4;
      return (bytes[at - 4] | (bytes[at - 3] << 8) | (bytes[at - 2] << 16) | (bytes[at - 1] << 24)) >>> 0;
    },
    u64: () => reader.u32() + reader.u32() * 0x100000000,
    text: () => {
      const length = reader.u32();
      at += length;
      return Buffer.from(bytes.buffer, bytes.byteOffset + at - length, length).toString();
    },
    list: (read) => Array.from({ length: reader.u32() }, read),
    left: () => bytes.length - at,
  };
  return reader;
};
