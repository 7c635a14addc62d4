import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { nameOf, type FileStore } from './file-store.ts'

/** Files in a folder; a file appears under its name only when it is whole and on disk. */
export function folderStore(folder: string): FileStore {
  const place = (bankId: number, hash: string): string => path.join(folder, nameOf(bankId, hash))
  return {
    async keep(bankId, hash, from) {
      const target = place(bankId, hash)
      if (await exists(target)) return
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
      const near = `${target}.${randomUUID()}.part`
      try {
        await copyFile(from, near)
        const file = await open(near, 'r+')
        await file.sync()
        await file.close()
        await rename(near, target)
      } finally {
        await rm(near, { force: true })
      }
    },
    async read(bankId, hash) {
      const target = place(bankId, hash)
      return (await exists(target)) ? createReadStream(target) : undefined
    },
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then((found) => found.isFile(), () => false)
}
