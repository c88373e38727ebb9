const HEAD_LENGTH = 4;
const TAIL_LENGTH = 4;

/** Short forms such as `5Gk2…Vt1a` that are unique among these names; the head grows where two would look alike. */
export const shortNames = (names: readonly string[]): ((name: string) => string) => {
  const short = new Map<string, string>();
  let left = [...new Set(names)];
  for (let head = HEAD_LENGTH; left.length > 0; head += 1) {
    const groups = new Map<string, string[]>();
    for (const name of left) {
      const form = head + TAIL_LENGTH >= name.length ? name : `${name.slice(0, head)}…${name.slice(-TAIL_LENGTH)}`;
      groups.set(form, [...(groups.get(form) ?? []), name]);
    }
    left = [];
    for (const [form, alike] of groups) {
      if (alike.length === 1 || form === alike[0]) for (const name of alike) short.set(name, form);
      else left.push(...alike);
    }
  }
  return (name) => short.get(name) ?? name;
};
