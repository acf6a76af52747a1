// The layer rules. tests/architecture proves that they read the sources and refuse a planted import.
const layer = (name, from, allowed) => ({ name, severity: 'error', from: { path: from }, to: { pathNot: allowed } })
const owned = (name, packages, owners) => ({
  name,
  severity: 'error',
  from: { pathNot: owners },
  to: { path: `(^|node_modules/)(${packages})(/|$)` },
})

module.exports = {
  forbidden: [
    layer('domain-is-pure', '^app/domain/', '^app/domain/'),
    // Hashes and signatures are part of the contract: server, app and verifier must compute the same bytes.
    layer('protocol-knows-domain-only', '^app/protocol/', '^(app/(protocol|domain)/|node_modules/(zod|@noble)/)'),
    layer('application-looks-inward', '^app/application/', '^app/(application|protocol|domain)/'),
    {
      name: 'adapters-never-meet',
      severity: 'error',
      from: { path: '^app/adapters/([^/]+)/' },
      to: { path: '^app/(adapters|renderer|main|preload)/', pathNot: '^app/adapters/$1/' },
    },
    {
      name: 'adapters-are-built-in-composition-roots',
      severity: 'error',
      from: { path: '^app/(renderer|main|preload)/', pathNot: '/composition/' },
      to: { path: '^app/adapters/' },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^app/renderer/features/([^/]+)/' },
      to: { path: '^app/renderer/(features|composition)/', pathNot: '^app/renderer/features/$1/' },
    },
    {
      name: 'design-knows-no-meeting',
      severity: 'error',
      from: { path: '^app/renderer/design/' },
      to: { path: '^app/', pathNot: '^app/renderer/design/' },
    },
    {
      name: 'processes-do-not-import-each-other',
      severity: 'error',
      from: { path: '^app/(main|preload|renderer|browser)/' },
      to: { path: '^app/(main|preload|renderer|browser)/', pathNot: '^app/$1/' },
    },
    layer(
      'browser-host-knows-ports-only',
      '^app/browser/',
      '^(app/(browser|application/ports|protocol|domain)/|node_modules/fflate/)',
    ),
    {
      name: 'server-shares-only-the-contract',
      severity: 'error',
      from: { path: '^sync-server/' },
      to: { path: '^app/', pathNot: '^app/(domain|protocol)/' },
    },
    { name: 'app-never-imports-the-server', severity: 'error', from: { path: '^app/' }, to: { path: '^sync-server/' } },
    { name: 'nobody-ships-tests', severity: 'error', from: { path: '^(app|sync-server)/' }, to: { path: '^tests/' } },
    owned('electron-stays-in-the-shell', 'electron', '^(app/(main|preload)|build|tests)/'),
    owned(
      'react-stays-in-the-renderer',
      'react|react-dom|react-i18next|@mantine|@dnd-kit|@tabler|@tanstack',
      '^(app/renderer|tests|node_modules)/',
    ),
    owned('mantine-stays-in-design', '@mantine', '^(app/renderer/(design|composition)|node_modules)/'),
    owned('rxdb-has-one-owner', 'rxdb|rxjs|dexie', '^(app/adapters/rxdb|tests|node_modules)/'),
    owned(
      'yjs-stays-in-its-places',
      'yjs|y-protocols|y-websocket|lib0',
      '^(app/adapters/(yjs|sync-client)|sync-server/rooms|tests|node_modules)/',
    ),
    owned('docx-has-one-owner', 'easy-template-x|docx', '^(app/adapters/docx|build|tests|node_modules)/'),
    owned('zip-has-one-owner', 'fflate', '^(app/adapters/archive|app/browser|tests|node_modules)/'),
    owned('pdfjs-has-one-owner', 'pdfjs-dist', '^(app/adapters/pdfjs|build|tests|node_modules)/'),
    {
      name: 'node-apis-stay-on-the-node-side',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/main/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    // Type-only imports count as dependencies too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
