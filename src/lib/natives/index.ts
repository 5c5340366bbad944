import type { Host } from '../../runtime/host.js';
import type { Runtime } from '../../runtime/runtime.js';
import { collectionNatives } from './collections.js';
import type { ClassMembers, NativeTable } from './define.js';
import { fileNatives } from './host/files.js';
import { hostMembers } from './host/members.js';
import { streamNatives } from './host/streams.js';
import { numberNatives } from './numbers.js';
import { evaluationNatives } from './runtime/evaluation.js';
import { namespaceNatives } from './runtime/namespaces.js';
import { outputNatives } from './runtime/output.js';
import { polymorphismNatives } from './runtime/polymorphism.js';
import { sequenceNatives } from './sequences.js';

/** All natives of the library; those that need the runtime are made for it. */
export function nativeTables(runtime: Runtime): readonly NativeTable[] {
  return [
    numberNatives,
    collectionNatives,
    sequenceNatives,
    namespaceNatives(runtime),
    evaluationNatives(runtime),
    polymorphismNatives(runtime),
    outputNatives(runtime),
    streamNatives(runtime),
    fileNatives(runtime.host),
  ];
}

/** Static members, methods and constructors of the classes that portable code names. */
export function classMembers(host: Host): ClassMembers {
  return hostMembers(host);
}
