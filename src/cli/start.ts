import { main } from './main.js';

// Not process.exit: what the program has begun (timers, servers) goes on until it is done.
process.exitCode = await main(process.argv.slice(2), null);
