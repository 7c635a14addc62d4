import { DESKS, FRAMES, OFFICES, STAGES } from '../../src/path.ts'

/** Where a file stands: its layer, its part and its room. Everything the rules ask follows from these three. */
export interface Place {
  readonly layer: Layer
  /** `loan/investigation`, `platform/db`, `app`; the unit that has doors. */
  readonly part: string
  readonly room: Room
}
export type Layer = 'path' | 'kernel' | 'common' | 'platform' | 'ui' | 'loan' | 'office' | 'desk' | 'app'
export type Room = 'domain' | 'server' | 'web' | 'cli' | 'wiring'

const SLICED = new Set(['common', 'loan', 'office', 'desk'])
export const ROOMS = ['domain', 'server', 'web'] as const

/** The parts of a layer in the order of the path; common parts have no order of their own. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  loan: STAGES.map((stage) => stage.folder),
  office: OFFICES.map((office) => office.folder),
  desk: [...FRAMES, ...DESKS].map((desk) => desk.folder),
}

/** Layers each layer may lean on, besides itself, the kernel and the path. */
const LEANS_ON: Readonly<Record<Layer, readonly Layer[]>> = {
  path: [],
  kernel: [],
  platform: ['common'],
  ui: ['common'],
  common: ['platform', 'ui'],
  loan: ['common', 'platform', 'ui'],
  office: ['loan', 'common', 'platform', 'ui'],
  desk: ['office', 'loan', 'common', 'platform', 'ui'],
  app: ['desk', 'office', 'loan', 'common', 'platform', 'ui'],
}

/** The place of a file below `src/`, undefined for a file that stands in no room. */
export function placeOf(file: string): Place | undefined {
  const [, layer = '', part = '', room = ''] = file.split('/')
  if (/^src\/path\.(test\.)?ts$/.test(file)) return { layer: 'path', part: 'path', room: 'domain' }
  if (layer === 'kernel') return { layer, part: 'kernel', room: 'domain' }
  if (layer === 'ui') return { layer, part: 'ui', room: 'web' }
  if (layer === 'platform' && room !== '') return { layer, part: `platform/${part}`, room: 'server' }
  if (layer === 'app') return { layer, part: 'app', room: appRoom(part) }
  if (SLICED.has(layer) && isRoom(room)) return { layer: layer as Layer, part: `${layer}/${part}`, room }
  return undefined
}

function isRoom(name: string): name is (typeof ROOMS)[number] {
  return (ROOMS as readonly string[]).includes(name)
}

function appRoom(folder: string): Room {
  return folder === 'server' || folder === 'web' || folder === 'cli' ? folder : 'wiring'
}

/** The file through which others come in; the app has no door, nobody leans on it. */
export function doorOf(place: Place): string | undefined {
  if (place.layer === 'app') return undefined
  if (place.layer === 'path') return 'src/path.ts'
  return SLICED.has(place.layer) ? `src/${place.part}/${place.room}/index.ts` : `src/${place.part}/index.ts`
}

/** Parts that may not be named because path.ts does not list them. */
export function isKnownPart(place: Place): boolean {
  return ORDER[place.layer]?.includes(place.part) ?? true
}

/** Why `from` may not lean on `to`, undefined where it may. */
export function layerBreach(from: Place, to: Place): string | undefined {
  if (from.part === to.part) return undefined
  if (from.layer === 'path' || from.layer === 'kernel') return `${from.part} leans on nothing`
  if (to.layer === 'path' || to.layer === 'kernel') return undefined
  if (from.layer === to.layer) return siblingBreach(from, to)
  if (!LEANS_ON[from.layer].includes(to.layer)) return `${from.layer} may not lean on ${to.layer}`
  if ((from.layer === 'platform' || from.layer === 'ui') && to.layer === 'common' && to.room !== 'domain') return `${from.layer} may only lean on domain rooms of common`
  return undefined
}

function siblingBreach(from: Place, to: Place): string | undefined {
  const order = ORDER[from.layer]
  if (!order || order.indexOf(to.part) < order.indexOf(from.part)) return undefined
  return `${from.part} comes before ${to.part} on the path`
}

/** Which rooms a room may see: the domain is blind, web and server do not see each other. */
export function roomBreach(from: Place, to: Place): string | undefined {
  const sees: Readonly<Record<Room, readonly Room[]>> = {
    domain: ['domain'],
    web: ['domain', 'web'],
    server: ['domain', 'server', 'wiring'],
    cli: ['domain', 'server', 'cli', 'wiring'],
    wiring: ['domain', 'server', 'wiring'],
  }
  return sees[from.room].includes(to.room) ? undefined : `a ${from.room} room may not import a ${to.room} room`
}
