#!/usr/bin/env node
import { entryModule } from './entry.js';

const load = async () => {
  try {
    return await import(entryModule());
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error(`error: subnet-cli is not built: ${error.message}\n  help: run \`npm run build\``);
    process.exit(70);
  }
};

const { runProcess } = await load();
await runProcess();
