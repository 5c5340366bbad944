// Where snapshots are kept between two processes: a table of an SQLite database, with SQLite as a WebAssembly module (`npm install sql.js`),
// which works on a copy of the file in memory. What matters is that a name always has one whole snapshot, the old one or the new one,
// whenever the process or the machine stops; so the file is written beside the old one, and put in its place at once. With an SQLite that works on
// the file itself, a transaction does that: the statements stay as they are.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlite from 'sql.js';

const SCHEMA = `
  create table if not exists snapshot (name text primary key, saved text not null, bytes blob not null);
  create table if not exists step (id integer primary key, name text not null, event text, at text not null)`;

/**
 * The store in that folder. `load` gives the snapshot of a name, or null; `save` puts another in its place, and notes the step that led there;
 * `steps` gives the events of all steps that were saved.
 */
export async function openStore(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'orders.sqlite');
  const { Database } = await initSqlite();
  const database = new Database(existsSync(file) ? readFileSync(file) : null);
  database.exec(SCHEMA);

  /** The rows of a query, as arrays. */
  const rows = (query, values = []) => database.exec(query, values)[0]?.values ?? [];

  function write() {
    const unfinished = `${file}.${process.pid}`;
    const out = openSync(unfinished, 'w');
    writeFileSync(out, database.export());
    fsyncSync(out);
    closeSync(out);
    renameSync(unfinished, file);
  }

  return {
    load: (name) => rows('select bytes from snapshot where name = ?', [name])[0]?.[0] ?? null,
    save(name, bytes, event) {
      const now = new Date().toISOString();
      database.run('insert or replace into snapshot (name, saved, bytes) values (?, ?, ?)', [name, now, bytes]);
      database.run('insert into step (name, event, at) values (?, ?, ?)', [name, event ?? null, now]);
      write();
    },
    steps: (name) => rows('select event from step where name = ? order by id', [name]).map(([event]) => event),
  };
}
