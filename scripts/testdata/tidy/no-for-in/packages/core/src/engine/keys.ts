export const keys = (record: Record<string, number>) => {
  const list: string[] = [];
  for (const key in record) list.push(key); // bad
  for (let i = 0; 'a' in record && i < 3; i += 1) list.push('fine');
  for (const key of ['a'].filter((name) => name in record)) list.push(key);
  return list;
};
