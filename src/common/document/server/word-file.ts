import { buffer } from 'node:stream/consumers'
import { type Entry, fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { Refusal } from '#kernel'

/** The parts of a Word file by name. */
export type WordFile = Map<string, Buffer>

/** What a template may unfold to; a page of text takes a few kilobytes. */
const LIMITS = { entries: 300, inflatedBytes: 30 * 1024 * 1024, ratio: 200, ratioFrom: 1024 * 1024 } as const
/** Same bytes for the same content: the parts carry no clock. */
const NO_TIME = new Date('2000-01-01T00:00:00Z')

/** Opens a .docx; refuses one that is damaged, locked, or unfolds to more than a template can hold. */
export async function openWord(bytes: Buffer): Promise<WordFile> {
  const parts: WordFile = new Map()
  let inflated = 0
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= LIMITS.entries) throw bomb()
      check(entry)
      if (entry.fileName.endsWith('/')) continue
      const pieces: Buffer[] = []
      for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        inflated += piece.length
        if (inflated > LIMITS.inflatedBytes) throw bomb()
        pieces.push(piece)
      }
      parts.set(entry.fileName, Buffer.concat(pieces))
    }
  } catch (error) {
    throw error instanceof Refusal ? error : notWord()
  }
  if (!parts.has('word/document.xml') || !parts.has('[Content_Types].xml')) throw notWord()
  return parts
}

function check(entry: Entry): void {
  if (entry.isEncrypted()) throw new Refusal({ code: 'template.encrypted', message: 'Word 文件有密码', at: '/file', expected: '去掉密码后再上传' }, 422)
  if (entry.uncompressedSize > LIMITS.inflatedBytes || (entry.uncompressedSize > LIMITS.ratioFrom && entry.uncompressedSize > entry.compressedSize * LIMITS.ratio)) throw bomb()
}

/** Packs the parts again, the content types first as Word expects them. */
export async function packWord(parts: WordFile): Promise<Buffer> {
  const zip = new ZipFile()
  const first = '[Content_Types].xml'
  for (const name of [first, ...[...parts.keys()].filter((one) => one !== first)]) zip.addBuffer(parts.get(name)!, name, { mtime: NO_TIME, forceDosTimestamp: true })
  zip.end()
  return buffer(zip.outputStream)
}

function bomb(): Refusal {
  return new Refusal({ code: 'template.too-large', message: 'Word 文件解压后过大', at: '/file', expected: `解压后不超过 ${LIMITS.inflatedBytes / 1024 / 1024} MB 的模板` }, 413)
}

function notWord(): Refusal {
  return new Refusal({ code: 'template.not-word', message: '上传的内容不是 Word 文件', at: '/file', expected: '用 Word 或 WPS 另存的 .docx 文件' }, 415)
}
