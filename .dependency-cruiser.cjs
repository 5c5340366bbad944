// The layers of docs/architecture.md, each of which may import itself and those before it.
const LAYERS = ['data', 'reader', 'bytecode', 'compiler', 'engines', 'runtime', 'lib', 'api', 'build', 'host', 'repl', 'cli'];
const ENGINES = ['tree', 'vm', 'jit'];

const layerRules = LAYERS.slice(0, -1).map((layer, i) => ({
  name: `layer-${layer}`,
  comment: `${layer} knows nothing of the layers above it`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: `^src/(${LAYERS.slice(i + 1).join('|')})/` },
}));

const engineRules = ENGINES.map((engine) => ({
  name: `engine-${engine}`,
  comment: 'the engines do not know one another, but for the jit, whose frames the interpreter goes on with',
  severity: 'error',
  from: { path: `^src/engines/${engine}/` },
  to: { path: `^src/engines/(${ENGINES.filter((other) => other !== engine && !(engine === 'jit' && other === 'vm')).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...engineRules,
    {
      name: 'no-cycles',
      comment: 'files do not import one another in a circle, apart from types',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'known-folders',
      comment: 'a source file belongs to a layer',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(${LAYERS.join('|')})/` },
    },
    {
      name: 'no-packages',
      comment: 'Clove has no dependency at run time but Node itself, and Node only in host, repl and cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(host/node|repl|cli)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
  },
};
