import { crc32 } from 'node:zlib'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { Refusal } from '#kernel'
import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

const NESTED = /\.(?:zip|xlsx|xlsm|xlsb|rar|7z|gz|jar)$/i

/** A zip whose list of entries has been checked; entries are inflated on demand and counted against one common limit. */
export class Archive {
  readonly names: readonly string[]
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  #inflated = 0

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#entries = entries
    this.names = [...entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The entry's bytes piece by piece; a piece more than allowed, or a wrong checksum at the end, refuses. */
  async *stream(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name)
    if (!entry) throw fileRefusal('zip', `压缩包内缺少「${name}」`, BRING_ORIGINAL)
    let checksum = 0
    try {
      for await (const piece of (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        this.#inflated += piece.length
        if (this.#inflated > LIMITS.inflatedBytes) throw tooLarge(`解压后超过 ${LIMITS.inflatedBytes} 字节`, name)
        checksum = crc32(piece, checksum)
        yield piece
      }
    } catch (error) {
      throw error instanceof Refusal ? error : damaged(`「${name.slice(0, 80)}」解压失败`)
    }
    if (checksum !== entry.crc32) throw damaged(`「${name.slice(0, 80)}」校验和不符`)
  }

  async read(name: string): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.stream(name)) pieces.push(piece)
    return Buffer.concat(pieces)
  }
}

/** Opens a zip after checking its list: number, names, sizes, ratio, encryption, archives inside. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= LIMITS.entries) throw tooLarge(`压缩包内超过 ${LIMITS.entries} 个文件`, entry.fileName)
      check(entry)
      if (entries.has(entry.fileName)) throw damaged(`有两个同名文件「${entry.fileName.slice(0, 80)}」`)
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(leadsOut(error) ? '有文件名指向压缩包之外' : '目录无法读取')
  }
  return new Archive(zip, entries)
}

function check(entry: Entry): void {
  const name = entry.fileName
  if (entry.isEncrypted()) throw fileRefusal('encrypted', '压缩包有密码', '用密码解压后的文件，或没有密码的文件', { value: name })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged('使用了不支持的压缩方法')
  if (NESTED.test(name)) throw fileRefusal('nested', '压缩包里还有压缩包', '解压后直接上传账单文件', { value: name })
  if (entry.uncompressedSize > LIMITS.inflatedBytes) throw tooLarge(`解压后超过 ${LIMITS.inflatedBytes} 字节`, name)
  if (entry.uncompressedSize > LIMITS.ratioFrom && entry.uncompressedSize > entry.compressedSize * LIMITS.ratio) throw tooLarge(`压缩比超过 ${LIMITS.ratio} 倍`, name)
}

/** A name such as `../x` or `/etc/x`, which the library itself refuses while it reads the list. */
function leadsOut(error: unknown): boolean {
  return error instanceof Error && /^(?:invalid relative|absolute) path: /.test(error.message)
}

function tooLarge(why: string, name: string): Refusal {
  return fileRefusal('zip-bomb', `压缩包内容过大：${why}`, '原始导出文件；大账单按时间段分开导出', { value: name })
}

function damaged(why: string): Refusal {
  return fileRefusal('zip', `压缩包或工作簿已损坏：${why}`, BRING_ORIGINAL)
}
