export const first = (list: string[]) => list[0]!; // bad
export const size = (map: Map<string, string>) => map.get('a')!.length; // bad
let late!: string; // bad
export const name = (x?: string) => x!.length + late.length; // bad
export const fine = (x: boolean, y: unknown) => !x && y !== undefined && !!x && !(x as boolean) && typeof !x;
export const regex = (x: string) => !/a!b/.test(x);
