// node build/scripts/complete-lock.mjs: run after every change of dependencies (`npm run lock`).
// A registry that lacks a platform's optional package makes npm leave it out of the lockfile,
// and the next `npm ci` then refuses that lockfile. This adds the missing entries with the exact
// version their parent asks for; npm fetches them only on their own platform.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.argv[2] ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages

const systems = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openharmony', 'sunos', 'netbsd', 'openbsd', 'aix']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el']

function platformOf(name) {
  const words = name.toLowerCase().split(/[-/_]/)
  const musl = words.includes('musl') || words.includes('linuxmusl')
  const os =
    systems.find((system) => words.includes(system)) ??
    (words.includes('win') || words.includes('windows') ? 'win32' : words.includes('linuxmusl') ? 'linux' : undefined)
  return {
    os,
    cpu: words.includes('wasm32') ? 'wasm32' : processors.find((processor) => words.includes(processor)),
    libc: musl ? 'musl' : words.includes('gnu') ? 'glibc' : undefined,
  }
}

/** The place npm would find `name` from `from`, or undefined when the lockfile has none. */
function resolve(from, name) {
  for (let at = from; ;) {
    const candidate = `${at ? `${at}/` : ''}node_modules/${name}`
    if (packages[candidate]) return candidate
    if (!at) return undefined
    const parent = at.lastIndexOf('/node_modules/')
    at = parent >= 0 ? at.slice(0, parent) : ''
  }
}

let added = 0
const unknown = []
for (const [at, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolve(at, name)) continue
    const { os, cpu, libc } = platformOf(name)
    if (!/^\d/.test(version) || (!os && cpu !== 'wasm32')) {
      unknown.push(`${name}@${version}`)
      continue
    }
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      ...(libc && { libc: [libc] }),
      optional: true,
      ...(os && { os: [os] }),
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(file, JSON.stringify(lock, null, 2) + '\n')
console.log(
  `Lockfile completed: ${added} entries added${unknown.length ? `, not understood: ${unknown.join(', ')}` : ''}.`,
)
