import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const HEADER_BYTES = 512
const FIRST_FAT_IN_HEADER = 76
const FATS_IN_HEADER = 109
const ENTRY_BYTES = 128
const SMALL_SECTOR = 64
const LAST_SECTOR = 0xfffffffa
const ROOT = 5
const STREAM = 2

interface Stored {
  readonly name: string
  readonly type: number
  readonly start: number
  readonly size: number
}

export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC)
}

/** The named streams of a compound file (the container of XLS). A chain is never longer than the file has sectors. */
export class CompoundFile {
  readonly #bytes: Buffer
  readonly #sectorBytes: number
  readonly #fat: readonly number[]
  readonly #stored: readonly Stored[]
  readonly #smallLimit: number

  constructor(bytes: Buffer) {
    if (bytes.length < HEADER_BYTES) throw damaged('文件头不完整')
    const shift = bytes.readUInt16LE(30)
    if (shift !== 9 && shift !== 12) throw damaged('扇区大小不对')
    this.#bytes = bytes
    this.#sectorBytes = 1 << shift
    this.#smallLimit = bytes.readUInt32LE(56)
    this.#fat = this.#readFat()
    this.#stored = this.#readDirectory(bytes.readUInt32LE(48))
  }

  has(name: string): boolean {
    return this.#stored.some((entry) => entry.name === name)
  }

  /** The bytes of a stream, or null where there is none of this name. */
  stream(name: string): Buffer | null {
    const entry = this.#stored.find((one) => one.type === STREAM && one.name === name)
    if (!entry) return null
    const data = entry.size < this.#smallLimit ? this.#smallStream(entry) : this.#chain(entry.start)
    if (data.length < entry.size) throw damaged(`「${name}」不完整`)
    return data.subarray(0, entry.size)
  }

  #sector(number: number): Buffer {
    const from = (number + 1) * this.#sectorBytes
    if (from >= this.#bytes.length) throw damaged('扇区在文件之外')
    return this.#bytes.subarray(from, from + this.#sectorBytes)
  }

  #readFat(): number[] {
    const numbers = Array.from({ length: FATS_IN_HEADER }, (_, i) => this.#bytes.readUInt32LE(FIRST_FAT_IN_HEADER + i * 4))
    const perSector = this.#sectorBytes / 4 - 1
    let next = this.#bytes.readUInt32LE(68)
    for (let steps = 0; next < LAST_SECTOR; steps++) {
      if (steps > this.#bytes.length / this.#sectorBytes) throw damaged('扇区表成环')
      const sector = words(this.#sector(next))
      if (sector.length <= perSector) throw damaged('扇区表不完整')
      numbers.push(...sector.slice(0, perSector))
      next = sector[perSector]!
    }
    return numbers.filter((number) => number < LAST_SECTOR).flatMap((number) => words(this.#sector(number)))
  }

  #chain(start: number): Buffer {
    return Buffer.concat(follow(start, this.#fat, this.#bytes.length / this.#sectorBytes).map((number) => this.#sector(number)))
  }

  #readDirectory(start: number): Stored[] {
    const directory = this.#chain(start)
    const stored: Stored[] = []
    for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
      const nameBytes = Math.min(directory.readUInt16LE(at + 64), 64)
      const name = directory.toString('utf16le', at, at + Math.max(0, nameBytes - 2))
      stored.push({ name, type: directory[at + 66]!, start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) })
    }
    return stored
  }

  /** Streams under 4 KB live in pieces of 64 bytes inside the root's own stream. */
  #smallStream(entry: Stored): Buffer {
    const root = this.#stored.find((one) => one.type === ROOT)
    if (!root) throw damaged('没有根目录')
    const container = this.#chain(root.start)
    const smallFat = words(this.#chain(this.#bytes.readUInt32LE(60)))
    return Buffer.concat(follow(entry.start, smallFat, smallFat.length).map((number) => container.subarray(number * SMALL_SECTOR, (number + 1) * SMALL_SECTOR)))
  }
}

function follow(start: number, fat: readonly number[], longest: number): number[] {
  const chain: number[] = []
  for (let number = start; number < LAST_SECTOR; number = fat[number] ?? damagedChain()) {
    if (chain.length > longest) throw damaged('扇区链成环')
    chain.push(number)
  }
  return chain
}

function damagedChain(): never {
  throw damaged('扇区链断开')
}

function words(sector: Buffer): number[] {
  return Array.from({ length: Math.floor(sector.length / 4) }, (_, i) => sector.readUInt32LE(i * 4))
}

function damaged(why: string): Error {
  return fileRefusal('xls', `XLS 文件已损坏：${why}`, BRING_ORIGINAL)
}
