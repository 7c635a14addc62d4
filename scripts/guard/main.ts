import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Finding, type Package, type Tree, checkImports } from './imports.ts'
import { MEDIAN_LINES, checkStructure, medianLines } from './structure.ts'

/** A guard that suddenly reads less than this has lost sight of the tree. Raise it as the house grows. */
const FLOOR = 300

const tree = readTree()
const findings = [...checkImports(tree, readPackage(), FLOOR), ...checkStructure(tree)]
for (const finding of findings) console.error(render(finding))
console.log(`guard: ${tree.size} files, median module ${medianLines(tree)} lines (aim: under ${MEDIAN_LINES}), ${findings.length} findings`)
if (findings.length > 0) process.exitCode = 1

/** All files git knows or would add; what is ignored is not the project. */
function readTree(): Tree {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const tree = new Map<string, string>()
  for (const file of list.split('\0').filter((name) => name !== '' && !isFixture(name))) {
    const text = readable(file)
    if (text !== undefined) tree.set(file, text)
  }
  return tree
}

/** Planted violations are no part of the house. */
function isFixture(file: string): boolean {
  return file.startsWith('scripts/guard/fixtures/')
}

/** Undefined for a file deleted in the working tree; a binary file counts as existing without text. */
function readable(file: string): string | undefined {
  try {
    const bytes = readFileSync(file)
    return bytes.includes(0) ? '' : bytes.toString('utf8')
  } catch {
    return undefined
  }
}

function readPackage(): Package {
  const { imports, dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  return { imports: imports ?? {}, dependencies: Object.keys({ ...dependencies, ...optionalDependencies }), devDependencies: Object.keys(devDependencies ?? {}) }
}

function render(finding: Finding): string {
  return `${finding.file}:${finding.line}  ${finding.rule}  ${finding.says}`
}
