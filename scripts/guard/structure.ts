import { PARTS } from '../../src/path.ts'
import { type Finding, type Tree, isModule } from './imports.ts'
import { ROOMS } from './rooms.ts'
import { scan } from './scan.ts'

export const FILE_LINES = 400
export const FUNCTION_LINES = 70
/** Half of all files should be shorter than this; it is reported, not enforced. */
export const MEDIAN_LINES = 90

/** Files that may be longer, each with the reason a reader is owed. */
export const LONGER_FILES: ReadonlyMap<string, string> = new Map([['src/platform/db/schema.ts', 'generated from the database by npm run codegen']])

/** The numbers a rule may name: nothing, one, months of a year, per cent, days of a banker's year. All others belong in a pack. */
export const NUMBERS_OF_A_RULE: ReadonlySet<number> = new Set([0, 1, 12, 100, 360])
const RULE_FILES = /^src\/.*\/domain\/(rules|formulas)\/(?!.*\.test\.ts$).*\.ts$/

/** Text that ties the project to one machine, one registry or one tracker. */
const FOREIGN: readonly { pattern: RegExp; says: string }[] = [
  { pattern: /(?<![\w.}])\/(?:work|root|home\/\w+)\/[\w.]/, says: 'names a path of one machine' },
  { pattern: /\bregistry\.\w+\.\w+|\/\/[\w.-]*(?:npm|pypi|registry)[\w.-]*\.(?:org|com|dev|cn)\//, says: 'names a package registry' },
  { pattern: /\bissues?\s+#?\d+\b/i, says: 'refers to an issue' },
]

/** Everything in the shape of the tree that breaks the house rules. */
export function checkStructure(tree: Tree): Finding[] {
  return [...[...tree].flatMap(([file, text]) => [...foreignText(file, text), ...(isModule(file) ? sizes(file, text) : [])]), ...folders([...tree.keys()])]
}

/** Lines of the middle module. */
export function medianLines(tree: Tree): number {
  const lengths = [...tree].filter(([file]) => isModule(file)).map(([, text]) => linesOf(text)).sort((a, b) => a - b)
  return lengths[Math.floor(lengths.length / 2)] ?? 0
}

function sizes(file: string, text: string): Finding[] {
  const found: Finding[] = []
  const lines = linesOf(text)
  if (lines > FILE_LINES && !LONGER_FILES.has(file)) found.push({ rule: 'file-length', file, line: 1, says: `${lines} lines, at most ${FILE_LINES}` })
  const { functions, numbers } = scan(file, text)
  for (const one of functions) if (one.lines > FUNCTION_LINES) found.push({ rule: 'function-length', file, line: one.line, says: `${one.name} takes ${one.lines} lines, at most ${FUNCTION_LINES}` })
  if (!RULE_FILES.test(file)) return found
  return [...found, ...numbers.filter((one) => !NUMBERS_OF_A_RULE.has(one.value)).map((one) => ({ rule: 'number', file, line: one.line, says: `${one.value} belongs in a pack, not in a rule` }))]
}

function foreignText(file: string, text: string): Finding[] {
  const lines = text.split('\n')
  return FOREIGN.flatMap(({ pattern, says }) => {
    const at = lines.findIndex((line) => pattern.test(line))
    return at < 0 ? [] : [{ rule: 'foreign', file, line: at + 1, says: `${says}: ${pattern.exec(lines[at]!)![0]}` }]
  })
}

function folders(files: readonly string[]): Finding[] {
  const missing = PARTS.filter((part) => part.built !== files.some((file) => file.startsWith(`src/${part.folder}/`)))
    .map((part) => ({ rule: 'folder', file: 'src/path.ts', line: 1, says: part.built ? `${part.folder} is called built and has no file` : `${part.folder} has files and is not called built` }))
  const odd = files.flatMap((file) => {
    const [src, layer = '', part = '', room = '', more] = file.split('/')
    const sliced = src === 'src' && (layer === 'common' || layer === 'loan' || layer === 'office' || layer === 'desk') && room !== ''
    const allowed = more === undefined ? room === 'README.md' : (ROOMS as readonly string[]).includes(room)
    return sliced && !allowed ? [{ rule: 'folder', file, line: 1, says: `${layer}/${part} has the rooms ${ROOMS.join(', ')} and no others` }] : []
  })
  return [...missing, ...odd]
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
