import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Proof } from './proof.ts'

const [file = '', seed = ''] = process.argv.slice(2)
const name = path.basename(file, '.ts')
const realData = process.env['WEIDAI_REAL_DATA'] ?? ''
const proof = await load()
if (proof.needs !== undefined && !existsSync(path.join(realData, proof.needs))) {
  console.log(`${name}: not run, it reads ${proof.needs} of the real data`)
  process.exitCode = 3
} else await prove()

async function prove(): Promise<void> {
  const started = performance.now()
  const figures = await proof.prove({ seed: Number(seed), realData })
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2))
  mkdirSync('docs/proof', { recursive: true })
  writeFileSync(`docs/proof/${name}.json`, `${JSON.stringify({ name, commit: commit(), seed: Number(seed), machine: machine(), seconds, figures }, null, 2)}\n`)
  console.log(`${name}: proven in ${seconds} s, docs/proof/${name}.json`)
}

async function load(): Promise<Proof> {
  return (await import(path.resolve(file))) as Proof
}

/** The commit the figures belong to; a changed tree is marked, because nobody can check it out again. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'src', 'proof', 'sim', 'policies', 'db') !== ''
  return git('rev-parse', 'HEAD') + (changed ? ' with changes' : '')
}

function machine(): Record<string, unknown> {
  const [cpu] = os.cpus()
  return { cpu: cpu?.model ?? 'unknown', cores: os.availableParallelism(), memoryGiB: Math.round(os.totalmem() / 2 ** 30), system: `${os.platform()} ${os.release()}`, node: process.versions.node }
}
