import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { NamedFile } from './bundle.ts'
import { LIMITS } from './limits.ts'
import { fileRefusal } from './refuse.ts'

const DEEPEST = 4
const MOST_FILES = 5000
const MOST_BYTES = 256 * 1024 * 1024

/** One file as it is, or the CSV files of a folder and the folders in it; links are not followed. */
export function invoiceFiles(place: string): NamedFile[] {
  return statSync(place).isDirectory() ? filesOf(place) : [wholeFile(place)]
}

function wholeFile(file: string): NamedFile {
  if (statSync(file).size > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按年份分成几个压缩包')
  return { name: path.basename(file), bytes: readFileSync(file) }
}

function filesOf(folder: string): NamedFile[] {
  const names = listed(folder, '', DEEPEST).filter((name) => /\.(?:csv|txt)$/i.test(name)).sort()
  if (names.length > MOST_FILES) throw fileRefusal('too-many-files', `文件夹里超过 ${MOST_FILES} 个文件`, '按企业分成几个文件夹')
  const bytes = names.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0)
  if (bytes > MOST_BYTES) throw fileRefusal('too-large', `文件夹里的发票超过 ${MOST_BYTES} 字节`, '按企业分成几个文件夹')
  return names.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }))
}

function listed(folder: string, below: string, depth: number): string[] {
  if (depth === 0) return []
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) return listed(folder, name, depth - 1)
    return entry.isFile() ? [name] : []
  })
}
