// node examples/rules-service/main.mjs [PORT]
import { createService } from './service.mjs';

const server = createService();
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
