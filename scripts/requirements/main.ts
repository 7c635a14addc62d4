import { globSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequirementStage } from '../../src/path.ts'
import { asPage, asText } from './print.ts'
import { type Requirement, type Seen, report } from './report.ts'
import { titlesOf } from './titles.ts'

const options = new Set(process.argv.slice(2))
const requirements = readRequirements()
const titles = globSync(['src/**/*.test.ts', 'scripts/**/*.test.ts', 'journeys/**/*.test.ts']).sort().flatMap((file) => titlesOf(file, readFileSync(file, 'utf8')))
const told = report(requirements, titles, readSeen())

if (options.has('--json')) console.log(JSON.stringify(told, null, 2))
else if (options.has('--check')) console.log(`requirements: ${told.proven} of ${told.rows} proven, ${told.problems.length} problems`)
else console.log(asText(told))
if (options.has('--write')) writeFileSync('docs/requirements.md', asPage(told, requirements))
for (const problem of told.problems) console.error(problem)
if (told.problems.length > 0) process.exitCode = 1

function readRequirements(): Requirement[] {
  return rowsOf('docs/requirements.tsv', ['id', 'stage', 'kind', 'statement']).map(([id = '', stage = '', kind = '', statement = '']) => ({ id, stage: stage as RequirementStage, kind, statement }))
}

function readSeen(): Seen[] {
  return rowsOf('docs/requirements-seen.tsv', ['of', 'seen']).map(([of = '', at = '']) => ({ of, at }))
}

/** Rows of a tab-separated file; its first line must name the columns expected. */
function rowsOf(file: string, columns: readonly string[]): string[][] {
  const [head = [], ...rows] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).map((line) => line.split('\t'))
  if (columns.some((column, i) => head[i] !== column)) throw new Error(`${file} must begin with the columns ${columns.join(', ')}`)
  return rows
}
