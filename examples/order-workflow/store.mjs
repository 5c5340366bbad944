// Where snapshots are kept between two processes: files. A table of a database with a name and a blob does the same; what matters is
// that a name always has one whole snapshot, the old one or the new one, whenever the process or the machine stops.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A store in that folder: `load` gives the bytes of a name, or null; `save` puts others in their place at once. */
export function openStore(folder) {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name) => join(folder, `${name}.snapshot`);
  return {
    load: (name) => (existsSync(fileOf(name)) ? readFileSync(fileOf(name)) : null),
    save(name, bytes) {
      const unfinished = `${fileOf(name)}.${process.pid}`;
      const file = openSync(unfinished, 'w');
      writeSync(file, bytes);
      fsyncSync(file);
      closeSync(file);
      renameSync(unfinished, fileOf(name));
    },
  };
}
