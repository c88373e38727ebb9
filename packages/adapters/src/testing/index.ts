export { CHAIN_BLOCK, CHAIN_HOTKEYS, chainLogFacts, chainLogHeader } from './chain-log.js';
export { type ContractCase, eventLogContract, type LogUnderTest } from './contract.js';
export { Crash, type CrashFileSystem, crashFileSystem } from './crash-file-system.js';
export {
  sampleClaim,
  sampleFact,
  sampleHeader,
  sampleRecord,
  sampleRefused,
  sampleSealed,
  sampleSigned,
} from './sample.js';
export { tempWallets } from './temp-wallets.js';
