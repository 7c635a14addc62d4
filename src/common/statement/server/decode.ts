import { isUtf8 } from 'node:buffer'
import type { Refusal } from '#kernel'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

export type Encoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE'

/** So many readable multi-byte characters before the first broken one say that the file is UTF-8 and damaged, not another encoding. */
const CLEARLY_UTF8 = 12

/** The text in the bytes, with its encoding. Every byte must fit one encoding, or the row of the first that does not is named. */
export function decode(bytes: Buffer): { text: string; encoding: Encoding } {
  const encoding = detect(bytes)
  const text = decodeWhole(bytes, encoding)
  const nul = text.indexOf('\0')
  if (nul < 0) return { text, encoding }
  const row = rowAt(text, nul)
  throw fileRefusal('nul', `第 ${row} 行含有空字符（NUL），文件已损坏或不是文本`, BRING_ORIGINAL, { at: `/rows/${row}` })
}

function decodeWhole(bytes: Buffer, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw broken(bytes, encoding)
  }
}

function detect(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    if (!isUtf8(bytes)) throw broken(bytes, 'UTF-8')
    return 'UTF-8'
  }
  const wide = utf16WithoutMark(bytes)
  if (wide) return wide
  if (isUtf8(bytes)) return 'UTF-8'
  const text = new TextDecoder('utf-8').decode(bytes)
  const sound = text.slice(0, text.indexOf('\uFFFD'))
  if ((sound.match(/\p{Script=Han}/gu)?.length ?? 0) >= CLEARLY_UTF8) throw broken(bytes, 'UTF-8')
  return 'GB18030'
}

/** In UTF-16 every comma and line feed has a zero beside it, always on the same side. */
function utf16WithoutMark(bytes: Buffer): Encoding | null {
  const head = bytes.subarray(0, 4096)
  let [even, odd] = [0, 0]
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (even + odd < head.length / 20 || bytes.length % 2 !== 0) return null
  return odd > even * 10 ? 'UTF-16LE' : even > odd * 10 ? 'UTF-16BE' : null
}

function broken(bytes: Buffer, encoding: Encoding): Refusal {
  const text = new TextDecoder(encoding).decode(bytes)
  const index = text.indexOf('\uFFFD')
  const row = index < 0 ? 1 : rowAt(text, index)
  return fileRefusal('encoding', `第 ${row} 行不是有效的 ${encoding} 文本：文件被截断或混有不同编码`, 'UTF-8、GB18030（GBK）或 UTF-16 编码的完整文件', { at: `/rows/${row}` })
}

function rowAt(text: string, index: number): number {
  let row = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) row++
  return row
}
