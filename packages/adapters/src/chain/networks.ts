/** Public endpoints by the names that Bittensor's tools use; `archive` keeps the state of every block. */
export const NETWORKS: Readonly<Record<string, string>> = {
  archive: 'wss://archive.chain.opentensor.ai:443',
  finney: 'wss://entrypoint-finney.opentensor.ai:443',
  local: 'ws://127.0.0.1:9944',
  test: 'wss://test.finney.opentensor.ai:443',
};

/** The address that a name or an address stands for; undefined for what is neither. */
export const endpointOf = (text: string): string | undefined => {
  if (Object.hasOwn(NETWORKS, text)) return NETWORKS[text];
  return /^wss?:\/\/[^\s/]+/.test(text) ? text : undefined;
};
