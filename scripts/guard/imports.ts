import { builtinModules } from 'node:module'
import path from 'node:path'
import { cycles } from './cycles.ts'
import { type Place, doorOf, isKnownPart, layerBreach, placeOf, roomBreach } from './rooms.ts'
import { COMPUTED, scan } from './scan.ts'

/** Source text by path below the root, as the guard sees the tree. */
export type Tree = ReadonlyMap<string, string>

export type ImportRule = 'cycle' | 'layer' | 'room' | 'door' | 'pure' | 'resolve' | 'place' | 'floor'
export interface Finding {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly says: string
}
/** The parts of package.json the rules need. */
export interface Package {
  readonly imports: Readonly<Record<string, string>>
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
}

/** Libraries without input, output or clock, so a domain room may use them. */
const PURE_LIBRARIES: ReadonlySet<string> = new Set(['zod'])
/** Modules that import what they are told by name, each with the reason a reader is owed. */
const IMPORTS_BY_NAME: ReadonlyMap<string, string> = new Map([['src/platform/pool/child.ts', 'the capped child process loads the job its parent names']])
const BUILT_IN: ReadonlySet<string> = new Set(builtinModules)

interface Edge {
  readonly from: string
  readonly to: string
  readonly line: number
  readonly specifier: string
}

/** Everything the imports of a tree break. Reading fewer modules than `floor` is itself a finding: a guard that sees nothing must not say yes. */
export function checkImports(tree: Tree, pack: Package, floor: number): Finding[] {
  const sources = [...tree].filter(([file]) => isModule(file))
  const findings: Finding[] = []
  if (sources.length < floor) findings.push({ rule: 'floor', file: 'src', line: 1, says: `read ${sources.length} modules, expected at least ${floor}` })
  const edges: Edge[] = []
  for (const [file, text] of sources) {
    const from = placeOf(file)
    if (file.startsWith('src/') && (!from || !isKnownPart(from))) findings.push({ rule: 'place', file, line: 1, says: 'stands in no room of a part that src/path.ts and the layout know' })
    for (const one of scan(file, text).imports) {
      const to = target(file, one.specifier, tree, pack)
      findings.push(...breaches(file, from, one, to).map((breach) => ({ ...breach, file, line: one.line })))
      if (to.kind === 'file') edges.push({ from: file, to: to.file, line: one.line, specifier: one.specifier })
    }
  }
  return [...findings, ...cycleFindings(edges)]
}

type Target = { kind: 'file'; file: string } | { kind: 'library'; name: string; declared: 'run' | 'build' | undefined } | { kind: 'node' } | { kind: 'none' }

function target(file: string, specifier: string, tree: Tree, pack: Package): Target {
  if (specifier === COMPUTED) return { kind: 'none' }
  if (specifier.startsWith('.')) return existing(path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, '')), tree)
  if (specifier.startsWith('#')) return existing(throughDoor(specifier, pack.imports) ?? '', tree)
  if (specifier.startsWith('node:') || BUILT_IN.has(specifier)) return { kind: 'node' }
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
  return { kind: 'library', name, declared: pack.dependencies.includes(name) ? 'run' : pack.devDependencies.includes(name) ? 'build' : undefined }
}

function existing(file: string, tree: Tree): Target {
  return tree.has(file) ? { kind: 'file', file } : { kind: 'none' }
}

function throughDoor(specifier: string, doors: Readonly<Record<string, string>>): string | undefined {
  for (const [pattern, to] of Object.entries(doors)) {
    const [head = '', tail] = pattern.split('*')
    if (tail === undefined ? specifier !== pattern : !specifier.startsWith(head) || !specifier.endsWith(tail)) continue
    return to.replace('*', specifier.slice(head.length, tail === undefined || tail === '' ? undefined : -tail.length)).replace(/^\.\//, '')
  }
  return undefined
}

interface Breach {
  readonly rule: ImportRule
  readonly says: string
}

function breaches(file: string, from: Place | undefined, one: { specifier: string }, to: Target): Breach[] {
  const proof = isProof(file)
  switch (to.kind) {
    case 'none':
      return one.specifier === COMPUTED && (proof || IMPORTS_BY_NAME.has(file)) ? [] : [{ rule: 'resolve', says: `'${one.specifier}' leads nowhere` }]
    case 'node':
      return !proof && (from?.room === 'domain' || from?.room === 'web') ? [{ rule: 'pure', says: `a ${from.room} room may not use Node ('${one.specifier}')` }] : []
    case 'library':
      return libraryBreaches(from, to, proof)
    case 'file':
      return fileBreaches(from, one.specifier, to.file, proof)
    default:
      return to satisfies never
  }
}

function libraryBreaches(from: Place | undefined, to: { name: string; declared: 'run' | 'build' | undefined }, proof: boolean): Breach[] {
  if (to.declared === undefined) return [{ rule: 'resolve', says: `'${to.name}' is not in package.json` }]
  if (proof || !from) return []
  if (from.room === 'domain' && !PURE_LIBRARIES.has(to.name)) return [{ rule: 'pure', says: `a domain room may not use '${to.name}'` }]
  return to.declared === 'build' && from.room !== 'web' ? [{ rule: 'resolve', says: `'${to.name}' is a development dependency, the running product has it not` }] : []
}

function fileBreaches(from: Place | undefined, specifier: string, to: string, proof: boolean): Breach[] {
  const place = placeOf(to)
  if (!from || !place || proof) return []
  const found: Breach[] = []
  const layer = layerBreach(from, place)
  const room = roomBreach(from, place)
  if (layer !== undefined) found.push({ rule: 'layer', says: layer })
  if (room !== undefined) found.push({ rule: 'room', says: room })
  const sameRoom = from.part === place.part && (from.room === place.room || from.layer === 'app')
  if (!sameRoom && (to !== doorOf(place) || !specifier.startsWith('#'))) found.push({ rule: 'door', says: `'${specifier}' goes round the door of ${place.part}` })
  return found
}

export function isModule(file: string): boolean {
  return /\.(tsx?|mjs)$/.test(file) && !file.endsWith('.d.ts')
}

/** Tests and their fixtures may look into any room: they prove the house, they are not part of it. */
function isProof(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /(^|\/)testing\//.test(file) || !file.startsWith('src/')
}

/** Rings of modules, and rings of rooms: two parts that need each other are one part, even where no single file closes the ring. */
function cycleFindings(edges: readonly Edge[]): Finding[] {
  const modules = rings(edges.map((edge) => ({ ...edge, a: edge.from, b: edge.to })))
  const rooms = rings(edges.flatMap((edge) => {
    const [a, b] = [roomName(edge.from), roomName(edge.to)]
    return a !== undefined && b !== undefined && a !== b ? [{ ...edge, a, b }] : []
  }))
  return [...modules, ...rooms]
}

function roomName(file: string): string | undefined {
  const place = isProof(file) ? undefined : placeOf(file)
  return place && `${place.part}/${place.room}`
}

function rings(edges: readonly (Edge & { a: string; b: string })[]): Finding[] {
  const next = new Map<string, Set<string>>()
  for (const edge of edges) next.set(edge.a, (next.get(edge.a) ?? new Set()).add(edge.b))
  return cycles(next).map((ring) => {
    const edge = edges.find((one) => ring.includes(one.a) && ring.includes(one.b))!
    return { rule: 'cycle', file: edge.from, line: edge.line, says: `import each other: ${ring.slice(0, 6).join(', ')}` }
  })
}
