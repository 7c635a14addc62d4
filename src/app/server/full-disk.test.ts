import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillDisk } from '../../../proof/fire/full.ts'
import { type SmallDisk, openSmallDisk } from '../../../proof/fire/small-disk.ts'
import { type TestDatabase, testDatabase, twoBanks } from '#platform/db'
import { openFileStore, storeFile } from '#platform/files'

describe('a full disk', () => {
  it('of the tables is said to who pays and to the day-end; nothing is half written, and both go on when there is room', async () => {
    expect(await fillDisk({ clients: 2 })).toMatchObject({ refused: 2, lost: 0, doubled: 0, halfWritten: 0, dayEnd: 'failed with its reason, then ended' })
  }, 180_000)
})

describe('a full disk of uploads', () => {
  let test: TestDatabase
  let bank: number
  let disk: SmallDisk | undefined
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-uploads-'))
  beforeAll(async () => {
    test = await testDatabase()
    ;[bank] = await twoBanks(test)
    disk = openSmallDisk(1)
  })
  afterAll(async () => {
    disk?.close()
    rmSync(folder, { recursive: true })
    await test.drop()
  })

  it('is said in words and keeps nothing; the same file is kept when there is room', async () => {
    const store = await openFileStore(disk?.folder ?? folder, '')
    // Where no disk can be filled, a store that says what a full one says.
    let isFull = true
    const full = disk === undefined ? { ...store, keep: (...given: Parameters<typeof store.keep>) => (isFull ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : store.keep(...given)) } : store
    const put = () => test.database.inBank(bank, (tx) => storeFile(tx, full, { content: Buffer.alloc(20_000, 'a'), mediaType: 'image/png', storedBy: 'u1', mostBytes: 100_000 }))
    disk?.fill()
    await expect(put()).rejects.toMatchObject({ code: 'files.full', status: 503, message: '文件存储空间已满，本次操作没有生效' })
    expect(await test.asOwner('select hash from file_object')).toEqual([])
    disk?.free()
    isFull = false
    expect((await put()).size).toBe(20_000)
  })
})

describe('a full disk of the log', () => {
  it('stops nobody: lines are written when there is room', async () => {
    const disk = openSmallDisk(1)
    const log = disk === undefined ? '/dev/full' : path.join(disk.folder, 'log')
    const program = `
      import { createLogger } from './src/platform/logs/index.ts'
      import { setTimeout as wait } from 'node:timers/promises'
      process.stdin.resume().once('end', () => process.exit(7))
      const logger = createLogger({ level: 'info' })
      for (;;) { logger.info({ act: 'test' }); await wait(10) }`
    const child = spawn('sh', ['-c', 'exec "$0" --input-type=module -e "$1" > "$2"', process.execPath, program, log], { stdio: ['pipe', 'ignore', 'ignore'] })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    try {
      await wait(1000)
      disk?.fill()
      await wait(1000)
      expect(child.exitCode).toBeNull()
      child.stdin.end()
      expect(await Promise.race([ended, wait(10_000, 'hangs')])).toBe(7)
    } finally {
      child.kill('SIGKILL')
      disk?.close()
    }
  }, 30_000)
})
