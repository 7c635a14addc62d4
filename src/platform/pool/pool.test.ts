import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { poolLoad, runCapped } from './pool.ts'
import { readable } from './run-child.ts'

const module = import.meta.resolve('./tasks-for-tests.ts')
const task = (name: string, input?: unknown) => ({ module, name, input })
const bytes = Buffer.from([1, 2, 3])

describe('runCapped', () => {
  test('gives back what the function makes of the bytes, from another process without our environment', async () => {
    process.env['WEIDAI_SECRET'] = 'x'
    const result = await runCapped(task('sum', { filename: '账单.csv' }), bytes)
    expect(result).toMatchObject({ sum: 6, input: { filename: '账单.csv' }, secret: null })
    expect((result as { pid: number }).pid).not.toBe(process.pid)
  })

  test('a refusal of the function is a refusal here', async () => {
    await expect(runCapped(task('refuse'), bytes)).rejects.toMatchObject({ code: 'bill.unknown', message: '认不出的账单', at: '/rows/3', value: 3, expected: '微信或支付宝账单', status: 422 })
  })

  test.each([
    ['heap', 'fillHeap', 'upload.too-heavy'],
    ['buffers', 'fillBuffers', 'upload.too-heavy'],
    ['time', 'spin', 'upload.too-slow'],
  ])('breaking a cap is refused and ends the child: %s', async (_, name, code) => {
    await expect(runCapped(task(name), bytes, { seconds: name === 'spin' ? 3 : 20, megabytes: 64 })).rejects.toMatchObject({ code, status: 422 })
    expect(poolLoad()).toEqual({ running: 0, waiting: 0 })
    await expect.poll(children).toEqual([])
  })

  test('a bug of the function is a bug here', async () => {
    await expect(runCapped(task('fail'), bytes)).rejects.toThrow(/a task in a child process failed: TypeError: a bug/)
    await expect(runCapped(task('nothing'), bytes)).rejects.toThrow(/exports no function/)
    await expect(runCapped(task('exit'), bytes)).rejects.toThrow(/ended its child process with 3/)
  })

  test('the child reads our code and nothing else, writes nothing, starts nothing', async () => {
    expect(await runCapped(task('reach'), bytes)).toEqual({ readPasswd: false, seeSystem: false, write: false, spawn: false })
  })

  test('packages behind a link are readable under both names', () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'pool-')))
    try {
      const [root, packages] = [path.join(folder, 'checkout'), path.join(folder, 'packages')]
      mkdirSync(path.join(root, 'src'), { recursive: true })
      mkdirSync(packages)
      symlinkSync(packages, path.join(root, 'node_modules'))
      expect(readable(root)).toEqual([`${root}/src/*`, `${root}/node_modules/*`, `${packages}/*`, `${root}/package.json`])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a bank that sends much waits for itself; another is served first', async () => {
    const order: string[] = []
    const send = (bankId: number) => runCapped(task('wait'), bytes, { bankId }).then(() => order.push(String(bankId)), (error: unknown) => order.push((error as { code: string }).code))
    await Promise.all([...Array.from({ length: 15 }, () => send(1)), send(2)])
    const served = order.filter((entry) => entry !== 'upload.queue')
    expect(served.filter((entry) => entry === '1').length).toBeGreaterThanOrEqual(11)
    expect(served.length).toBeLessThan(16)
    expect(served.indexOf('2')).toBeLessThanOrEqual(4)
    expect(poolLoad()).toEqual({ running: 0, waiting: 0 })
  })
})

/** Processes that still run a task. */
function children(): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1] === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('pool/child.ts')
    } catch {
      return false
    }
  })
}
