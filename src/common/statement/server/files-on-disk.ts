import { type Dirent, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { NamedFile } from './bundle.ts'
import { LIMITS } from './limits.ts'
import { fileRefusal } from './refuse.ts'

const DEEPEST = 8
const MOST_ENTRIES = 20_000
const MOST_FILES = 5000
/** All of a folder is in memory three times on its way to the child process. */
const MOST_BYTES = 96 * 1024 * 1024
const TABLE = /\.(?:csv|txt)$/i
const BY_FIRM = '按企业分成几个文件夹'

/** A bill on disk; its size is asked before a byte of it is read. */
export function billFile(file: string): Buffer {
  return smallEnough(file, '按时间段分成几个文件')
}

/** One file as it is, or the CSV files of a folder and the folders in it; links are not followed. */
export function invoiceFiles(place: string): NamedFile[] {
  return statSync(place).isDirectory() ? filesOf(place) : [{ name: path.basename(place), bytes: smallEnough(place, '按年份分成几个压缩包') }]
}

function smallEnough(file: string, advice: string): Buffer {
  const found = statSync(file)
  if (!found.isFile()) throw fileRefusal('file-type', `「${path.basename(file)}」不是普通文件`, '磁盘上的文件')
  refuseLarger(found.size, LIMITS.fileBytes, '文件', advice)
  return readFileSync(file)
}

function filesOf(folder: string): NamedFile[] {
  const names = new Walk(folder).tables.sort()
  if (names.length > MOST_FILES) throw fileRefusal('too-many-files', `文件夹里超过 ${MOST_FILES} 个文件`, BY_FIRM)
  refuseLarger(names.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0), MOST_BYTES, '文件夹里的发票', BY_FIRM)
  return names.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }))
}

function refuseLarger(bytes: number, most: number, what: string, advice: string): void {
  if (bytes > most) throw fileRefusal('too-large', `${what}有 ${bytes} 字节，超过 ${most} 字节（${most / 1024 / 1024} MB）`, advice, { value: bytes })
}

/** The names of the tables below a folder. What lies deeper than is looked is refused, for it would go missing from the sums unseen. */
class Walk {
  readonly tables: string[] = []
  readonly #folder: string
  #seen = 0

  constructor(folder: string) {
    this.#folder = folder
    this.#list('', DEEPEST)
  }

  #list(below: string, depth: number): void {
    for (const entry of this.#entries(below)) {
      if (++this.#seen > MOST_ENTRIES) throw fileRefusal('too-many-files', `文件夹里超过 ${MOST_ENTRIES} 项`, BY_FIRM)
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isFile() && TABLE.test(name)) this.tables.push(name)
      if (!entry.isDirectory()) continue
      if (depth === 1) throw fileRefusal('too-deep', `文件夹「${name}」在第 ${DEEPEST} 层以下，没有读取`, `发票文件放在不超过 ${DEEPEST} 层的文件夹里`, { value: name })
      this.#list(name, depth - 1)
    }
  }

  #entries(below: string): Dirent[] {
    try {
      return readdirSync(path.join(this.#folder, below), { withFileTypes: true })
    } catch {
      throw fileRefusal('unreadable', `文件夹「${below === '' ? path.basename(this.#folder) : below}」无法打开`, '有读取权限的文件夹', { value: below })
    }
  }
}
