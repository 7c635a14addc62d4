import { assert } from '#kernel'

/** A file of a folder, under the name by which refusals call it. */
export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Several files as one run of bytes, so that one child process reads them all: length of the list, the list, the contents. */
export function pack(files: readonly NamedFile[]): Buffer {
  const list = Buffer.from(JSON.stringify(files.map(({ name, bytes }) => ({ name, size: bytes.length }))))
  const head = Buffer.alloc(4)
  head.writeUInt32LE(list.length)
  return Buffer.concat([head, list, ...files.map((file) => file.bytes)])
}

/** The files of a bundle that `pack` made. */
export function* unpack(bundle: Buffer): Generator<NamedFile> {
  const listBytes = bundle.readUInt32LE(0)
  const list = JSON.parse(bundle.toString('utf8', 4, 4 + listBytes)) as { name: string; size: number }[]
  let at = 4 + listBytes
  for (const { name, size } of list) {
    assert(at + size <= bundle.length, 'bundle is complete')
    yield { name, bytes: bundle.subarray(at, at + size) }
    at += size
  }
}
