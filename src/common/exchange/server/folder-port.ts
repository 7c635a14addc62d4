import { mkdir, open, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { LARGEST_FILE } from '#common/exchange/domain'
import { Refusal } from '#kernel'
import type { ExchangePort } from './port.ts'

/** A folder with `in`, `out`, `done` and `quarantine`. Whoever writes into `in` writes under another name (`.part`) and renames. */
export function folderPort(folder: string): ExchangePort {
  const at = (room: 'in' | 'out' | 'done' | 'quarantine', name = ''): string => path.join(folder, room, name)
  const ready = guarded(async () => void (await Promise.all((['in', 'out', 'done', 'quarantine'] as const).map((room) => mkdir(at(room), { recursive: true })))))
  return {
    kind: 'FOLDER', place: folder, why: null,
    list: guarded(async () => {
      await ready()
      const entries = await readdir(at('in'), { withFileTypes: true })
      const names = entries.filter((entry) => entry.isFile() && isPlain(entry.name) && !/\.(part|tmp)$/i.test(entry.name)).map(({ name }) => name).toSorted()
      return Promise.all(names.map(async (name) => {
        const { size, mtimeMs } = await stat(at('in', name))
        return { name, mark: `${size}:${mtimeMs}` }
      }))
    }),
    take: guarded(async (name: string) => {
      const { size } = await stat(at('in', plain(name)))
      if (size > LARGEST_FILE) throw new Refusal({ code: 'exchange.too-large', message: '文件过大', value: size, expected: `不超过 ${LARGEST_FILE} 字节` })
      return readFile(at('in', name))
    }),
    done: guarded((name: string) => rename(at('in', plain(name)), at('done', name))),
    quarantine: guarded(async (name: string, reason: string) => {
      await writeFile(at('quarantine', `${plain(name)}.reason.txt`), `${reason}\n`)
      await rename(at('in', name), at('quarantine', name))
    }),
    put: guarded(async (name: string, bytes: Uint8Array) => {
      await ready()
      const part = at('out', `${plain(name)}.part`)
      const file = await open(part, 'w', 0o640)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, at('out', name))
    }),
  }
}

const isPlain = (name: string): boolean => name !== '' && !name.startsWith('.') && !/[/\\\0]/.test(name)

/** A name without a way out of the folder. */
function plain(name: string): string {
  if (!isPlain(name)) throw new Refusal({ code: 'exchange.name', message: '文件名不能使用', value: name, expected: '不含路径的文件名' })
  return name
}

/** Turns what the file system says into a reason someone can act on. */
function guarded<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  return async (...args) => {
    try {
      return await work(...args)
    } catch (error) {
      if (error instanceof Refusal) throw error
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
      throw new Refusal({ code: 'exchange.folder', message: `文件夹不可用（${code}）`, value: code, expected: REASONS[code] ?? '可读写的文件夹' }, 503)
    }
  }
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: '存在的文件夹与文件', EACCES: '有读写权限的文件夹', EPERM: '有读写权限的文件夹', ENOSPC: '磁盘有剩余空间', EROFS: '可写的磁盘' }
