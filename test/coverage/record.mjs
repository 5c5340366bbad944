/**
 * Records the public vars of Clojure's own namespaces and of test.check, with their arglists, in publics.json. Needs
 * `clojure` on the path, and test.check as Debian packages it.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const said = execFileSync('clojure', [join(import.meta.dirname, 'publics.clj')], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  env: { ...process.env, CLASSPATH: '/usr/share/java/test.check.jar' },
});
writeFileSync(join(import.meta.dirname, 'publics.json'), `${JSON.stringify(JSON.parse(said), null, 2)}\n`);
