import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'

/** `npm run proof [-- NAME …] [--seed N]`: runs the proofs in full counts, each in a process of its own so that none warms or burdens the next. */
const { names, seed } = readArguments(process.argv.slice(2))
const realData = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data')
const files = globSync('proof/*.ts').filter((file) => !file.endsWith('.test.ts')).sort()
const chosen = names.length === 0 ? files : names.map((name) => `proof/${name}.ts`)
const unknown = chosen.filter((file) => !files.includes(file))
if (unknown.length > 0) throw new Error(`no such proof: ${unknown.join(', ')}; there are ${files.join(', ')}`)

const ended = chosen.map((file) => spawnSync(process.execPath, ['scripts/proof/one.ts', file, seed], { stdio: 'inherit', env: { ...process.env, WEIDAI_REAL_DATA: realData } }).status)
const count = (of: number) => ended.filter((status) => status === of).length
if (!existsSync(realData)) console.log('WEIDAI_REAL_DATA names no folder; CONTRIBUTING.md names the public source of each set.')
console.log(`${count(0)} proven, ${chosen.length - count(0) - count(3)} failed, ${count(3)} went without real data`)
process.exitCode = count(0) + count(3) === chosen.length ? 0 : 1

function readArguments(args: string[]): { names: string[]; seed: string } {
  const at = args.indexOf('--seed')
  if (at < 0) return { names: args, seed: '20250313' }
  const given = args[at + 1] ?? ''
  if (!/^\d+$/.test(given)) throw new Error('--seed takes a whole number')
  return { names: args.toSpliced(at, 2), seed: given }
}
