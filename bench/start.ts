import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

/**
 * Prints as JSON how long `npm start` takes until the first page is there: the first time (packages installed; web app built,
 * database made, demonstration loaded) and afterwards; and how long it takes to stop. Run: `node bench/start.ts`.
 */
const checkout = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-start-'))
const WARM_STARTS = 3

try {
  spawnSync('git', ['clone', '--quiet', '--no-hardlinks', checkout, path.join(folder, 'weidai')], { stdio: 'inherit' })
  symlinkSync(path.join(checkout, 'node_modules'), path.join(folder, 'weidai', 'node_modules'))
  const first = await startAndStop()
  const warm = []
  for (let i = 0; i < WARM_STARTS; i++) warm.push(await startAndStop())
  console.log(JSON.stringify({
    bench: 'start', unit: 'milliseconds to the first page', first: first.startMs, warm: median(warm.map(({ startMs }) => startMs)), stop: median(warm.map(({ stopMs }) => stopMs)),
    cpu: os.cpus()[0]?.model, node: process.versions.node,
  }, null, 2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function startAndStop(): Promise<{ startMs: number; stopMs: number }> {
  const began = performance.now()
  const server = spawn('npm', ['start'], { cwd: path.join(folder, 'weidai'), stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, WEIDAI_PORT: '0', WEIDAI_HTTPS_PORT: '0' } })
  const page = await fetch(await printedAddress(server))
  if (!page.ok || !(await page.text()).includes('<script')) throw new Error(`the first page is not there: ${page.status}`)
  const startMs = Math.round(performance.now() - began)
  const asked = performance.now()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('close', resolve)) // when the last of the processes has let go of the output
  return { startMs, stopMs: Math.round(performance.now() - asked) }
}

function printedAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (text: Buffer) => {
      printed += text.toString()
      const address = /http:\/\/[\w.]+:\d+/.exec(printed)?.[0]
      if (address !== undefined) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${printed}`)))
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
