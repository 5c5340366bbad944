import type { Runtime } from '../../runtime/runtime.js';
import { arrayNatives } from './arrays.js';
import { closingNatives } from './clove/streams.js';
import { collectionNatives } from './collections.js';
import type { NativeTable } from './define.js';
import { exceptionNatives } from './exceptions.js';
import { fiberNatives } from './fibers.js';
import { formNatives } from './forms.js';
import { generatedNatives } from './generated.js';
import { fileNatives } from './host/files.js';
import { objectNatives } from './host/objects.js';
import { streamNatives } from './host/streams.js';
import { installJsonForms } from './host/to-json.js';
import { mathNamespaceNatives } from './math-namespace.js';
import { nameNatives } from './names.js';
import { numberNatives } from './numbers.js';
import { ownedNatives } from './owned.js';
import { predicateNatives } from './predicates.js';
import { primitiveNumberNatives } from './primitive-numbers.js';
import { printingNatives } from './printing.js';
import { referenceNatives } from './references.js';
import { dynamicNatives } from './runtime/dynamic.js';
import { evaluationNatives } from './runtime/evaluation.js';
import { loadingNatives } from './runtime/loading.js';
import { namespaceNatives } from './runtime/namespaces.js';
import { outputNatives } from './runtime/output.js';
import { polymorphismNatives } from './runtime/polymorphism.js';
import { readingNatives } from './runtime/reading.js';
import { sourceNatives } from './runtime/sources.js';
import { sequenceNatives } from './sequences.js';
import { splittableNatives } from './splittable.js';
import { stringNamespaceNatives } from './string-namespace.js';
import { stringNatives } from './strings.js';
import { structNatives } from './structs.js';
import { systemNatives } from './system.js';
import { tallyNatives } from './tallies.js';
import { transactionNatives } from './transactions.js';
import { twinNatives } from './twins.js';
import { typeNatives } from './types.js';

installJsonForms();

const PLAIN: readonly NativeTable[] = [
  ownedNatives,
  tallyNatives,
  twinNatives,
  formNatives,
  numberNatives,
  primitiveNumberNatives,
  collectionNatives,
  sequenceNatives,
  generatedNatives,
  arrayNatives,
  structNatives,
  nameNatives,
  predicateNatives,
  exceptionNatives,
  printingNatives,
  stringNamespaceNatives,
  mathNamespaceNatives,
  splittableNatives,
];

/** The natives that each runtime has from the start; those that need the runtime are made for it when one of them is first named. */
export function nativeTables(runtime: Runtime): readonly (() => readonly NativeTable[])[] {
  return [
    () => PLAIN,
    () => [stringNatives(runtime)],
    () => [referenceNatives(runtime)],
    () => [fiberNatives(runtime)],
    () => [transactionNatives(runtime)],
    () => [namespaceNatives(runtime)],
    () => [loadingNatives(runtime)],
    () => [evaluationNatives(runtime)],
    () => [polymorphismNatives(runtime)],
    () => [outputNatives(runtime)],
    () => [typeNatives(runtime)],
    () => [dynamicNatives(runtime)],
    () => [sourceNatives(runtime)],
    () => [systemNatives(runtime.host)],
    () => [streamNatives(runtime)],
    () => [objectNatives(runtime)],
    () => [fileNatives(runtime.host)],
    () => readingNatives(runtime),
    () => [closingNatives(runtime)],
  ];
}
