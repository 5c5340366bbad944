// node examples/tenant-service/main.mjs [PORT]
import { startService } from './host.mjs';

const { port } = await startService(Number(process.argv[2] ?? 8080));
console.log(`http://127.0.0.1:${port}`);
