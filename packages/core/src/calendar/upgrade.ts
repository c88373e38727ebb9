/**
 * The counters that the upgrade to spec 423 wrote in `block`, so that the next epoch fell where the legacy calendar had it.
 * Nothing was written at tempo 0. Source: subtensor pallets/subtensor/src/migrations/migrate_dynamic_tempo.rs @ 14bc6f9f.
 */
export const upgradeSchedule = (
  netuid: number,
  tempo: number,
  block: number,
): { readonly lastEpochBlock: number; readonly subnetEpochIndex: number } | undefined => {
  if (tempo === 0) return undefined;
  const shifted = block + netuid + 1;
  const period = tempo + 1;
  return {
    lastEpochBlock: Math.max(0, block - (shifted % period)),
    subnetEpochIndex: Math.floor(shifted / period),
  };
};
