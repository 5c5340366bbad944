import type { Host } from '../../runtime/host.js';
import { nodeFiles } from './files.js';
import { nodeHttpClient } from './http-client.js';
import { nodeHttpServers } from './http-server.js';
import { nanoTime } from './nano-time.js';
import { pause } from './pause.js';
import { nodeProcesses } from './processes.js';
import { SourcePath } from './source-path.js';

/** What a runtime is granted of the machine, each part by its name. What is absent is not there for it. */
export interface Grants {
  /** All files, with the rights of this process. */
  readonly files?: true;
  /** Folders where `require` finds namespaces. */
  readonly sourcePath?: readonly string[];
  /** The time, and waiting for it. */
  readonly clock?: true;
  /** Numbers of chance. */
  readonly chance?: true;
  /** The environment: these variables, or all. */
  readonly environment?: true | readonly string[];
  /** Requests over HTTP: to these hosts (`api.example.com`, `localhost:8080`), to those that the function allows, or to all. */
  readonly http?: true | readonly string[] | ((url: URL) => boolean);
  /** Servers: on these ports, where the function allows it, or anywhere. */
  readonly listen?: true | readonly number[] | ((at: { readonly port: number; readonly address: string }) => boolean);
  /**
   * Other programs: these (as they are named in commands), those that the function allows, or all. A program that was begun does whatever
   * it can do. It has those variables of the environment that are granted, and PATH.
   */
  readonly processes?: true | readonly string[] | ((command: readonly string[]) => boolean);
}

/** A host for `createRuntime` that grants these parts of this machine and nothing else. */
export function nodeHost(grants: Grants): Host {
  const { files, sourcePath, clock, chance, environment, http, listen, processes } = grants;
  const variables = environment === undefined ? {} : variablesOf(environment);
  const { PATH } = process.env;
  return {
    ...(files === undefined ? {} : { files: nodeFiles }),
    ...(sourcePath === undefined ? {} : { sources: new SourcePath(sourcePath) }),
    ...(clock === undefined ? {} : { now: Date.now, nanoTime, sleep: pause }),
    ...(chance === undefined ? {} : { random: Math.random }),
    ...(environment === undefined
      ? {}
      : { env: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : null), envAll: () => ({ ...variables }) }),
    ...(http === undefined
      ? {}
      : { http: nodeHttpClient({ allow: rule(http, (list, url: URL) => list.includes(url.hostname) || list.includes(url.host)) }) }),
    ...(listen === undefined ? {} : { listen: nodeHttpServers({ allow: rule(listen, (list, { port }) => list.includes(port)) }) }),
    ...(processes === undefined
      ? {}
      : {
          processes: nodeProcesses({
            allow: rule(processes, (list, [program]) => list.includes(program)),
            env: PATH === undefined ? variables : { PATH, ...variables },
          }),
        }),
  };
}

/** A rule as a function: everything, what `isListed` finds in a list, or what the host's own function says. */
function rule<L, X>(grant: true | readonly L[] | ((x: X) => boolean), isListed: (list: readonly L[], x: X) => boolean): (x: X) => boolean {
  if (typeof grant === 'function') return grant;
  return grant === true ? () => true : (x) => isListed(grant, x);
}

function variablesOf(names: true | readonly string[]): Record<string, string> {
  const chosen = names === true ? Object.keys(process.env) : names;
  return Object.fromEntries(chosen.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
