// Plain JavaScript that runs on Node 20 with nothing installed: `npm test` on a fresh machine begins here.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { provideBrowser } from './browser.mjs'
import { install, newNode, root } from './install.mjs'
import { provideOffice } from './office.mjs'

const started = Date.now()
install()
const node = newNode()
const bin = path.join(root, 'node_modules', '.bin')
const reports = path.join(root, 'var', 'test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const realData = path.resolve(root, process.env.WEIDAI_REAL_DATA ?? '../shared/data')

if (provideOffice() === null) console.error('No LibreOffice: the formulas of workbooks are not worked out in this run (as root: apt-get install libreoffice-calc-nogui).')
const parts = [...(await checks()), unitTests(), journeys()]
const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
console.log('')
for (const part of parts) console.log(`${part.name.padEnd(28)} ${String(part.passed).padStart(6)} passed ${String(part.failed).padStart(4)} failed ${String(part.skipped).padStart(4)} skipped ${(part.ms / 1000).toFixed(1).padStart(7)} s`)
console.log(skippedSentence(sum('skipped')))
console.log(`Took ${((Date.now() - started) / 60_000).toFixed(1)} minutes.`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1

/** Compiler, lint, guard and requirement ids, each counted as one proof; side by side, since none uses all cores all the time. Each prints when it has ended. */
function checks() {
  return Promise.all([
    ['types', [path.join(bin, 'tsc'), '-b']],
    ['lint', [path.join(bin, 'oxlint'), '--type-aware']],
    ['guard', [path.join(root, 'scripts/guard/main.ts')]],
    ['requirement ids', [path.join(root, 'scripts/requirements/main.ts'), '--check']],
  ].map(async ([name, args]) => {
    const ms = Date.now()
    const check = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: ownEnv() })
    const ended = new Promise((resolve) => check.once('close', resolve))
    const [said, complained, code] = await Promise.all([text(check.stdout), text(check.stderr), ended])
    process.stdout.write(said + complained)
    return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, ms: Date.now() - ms }
  }))
}

function unitTests() {
  const report = path.join(reports, 'vitest.json')
  return counted('tests', report, [path.join(bin, 'vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], (told) => ({
    passed: told.numPassedTests, failed: told.numFailedTests + unreadable(told).length, skipped: told.numPendingTests + told.numTodoTests,
  }))
}

function journeys() {
  const browser = provideBrowser()
  if (!browser) {
    console.error('No browser for the journeys: install one (as root: apt-get install chromium fonts-noto-cjk) or name one in WEIDAI_CHROMIUM.')
    return { name: 'journeys', passed: 0, failed: 1, skipped: 0, ms: 0 }
  }
  const report = path.join(reports, 'journeys.json')
  const env = { WEIDAI_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  return counted('journeys', report, [path.join(bin, 'playwright'), 'test', '--pass-with-no-tests'], ({ stats }) => ({
    passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped,
  }), env)
}

/** Test files that failed before their first test. */
function unreadable(told) {
  return told.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
}

/** Runs a test tool and reads its report; a run that fails without a failed test, or writes no report, counts as one failure. */
function counted(name, report, args, read, env = {}) {
  const ms = Date.now()
  const ok = run(args, env)
  const told = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 }
  return { name, passed: told.passed, failed: told.failed === 0 && !ok ? 1 : told.failed, skipped: told.skipped, ms: Date.now() - ms }
}

function run(args, env = {}) {
  return spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...ownEnv(), ...env } }).status === 0
}

function ownEnv() {
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, WEIDAI_REAL_DATA: realData }
}

function skippedSentence(skipped) {
  if (existsSync(realData)) return skipped === 0 ? 'Every proof ran, those on real data included.' : `${skipped} proofs were skipped.`
  return `${skipped} proofs went without real data: WEIDAI_REAL_DATA names no folder (CONTRIBUTING.md names the public source of each set).`
}
