import type { NamedFile } from './bundle.ts'
import { LIMITS } from './limits.ts'
import { fileRefusal } from './refuse.ts'

/** What the Finder of a Mac puts beside each file of a zip; it is no file of the bank's. */
const FINDER = /^__MACOSX\//

/**
 * The tables among the files. A zip, known by its first bytes and never by its name, stands for the CSV files in it;
 * which of them hold sales and which purchases their columns say, whatever folder they lie in.
 */
export async function unzipInvoices(files: Iterable<NamedFile>): Promise<NamedFile[]> {
  const tables: NamedFile[] = []
  for (const file of files) {
    if (file.bytes.subarray(0, 2).toString('latin1') === 'PK') tables.push(...(await inside(file)))
    else tables.push(file)
  }
  return tables
}

async function inside({ bytes }: NamedFile): Promise<NamedFile[]> {
  if (bytes.length > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按年份分成几个压缩包')
  const archive = await (await import('./zip.ts')).openArchive(bytes)
  const names = archive.names.filter((name) => /\.(?:csv|txt)$/i.test(name) && !FINDER.test(name)).sort()
  const tables: NamedFile[] = []
  for (const name of names) tables.push({ name, bytes: await archive.read(name) })
  return tables
}
