export const keys = (record: object) => {
  const list: string[] = [];
  for (const key in record) list.push(key);
  return list.sort((a, b) => (a < b ? -1 : 1));
};
