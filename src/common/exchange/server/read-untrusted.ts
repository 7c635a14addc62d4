import { type Expected, type FileMapping, type FileRead, LARGEST_FILE } from '#common/exchange/domain'
import { Refusal, assert } from '#kernel'
import { runCapped } from '#platform/pool'
import type { Reading } from './in-child.ts'

const IN_CHILD = import.meta.resolve('./in-child.ts')
/** A file of a million lines takes seconds and little memory; what takes more is no file of a bank. */
const CAPS = { seconds: 60, megabytes: 512 } as const

/** Reads a file of a stranger in a child process of capped memory and time; a file that breaks a cap is a file with a refusal. */
export async function readUntrusted(mapping: FileMapping, bytes: Uint8Array, options: { bankId: number; rows: number; expected?: Expected }): Promise<FileRead> {
  if (bytes.length > LARGEST_FILE) return unread('too-large', `超过 ${LARGEST_FILE / 1024 / 1024} MB`, '分成几个文件')
  const { control, ...expected } = options.expected ?? {}
  const input: Reading = { mapping, expected, rows: options.rows, ...(control === undefined ? {} : { control: Buffer.from(control).toString('base64') }) }
  try {
    const answer = await runCapped({ module: IN_CHILD, name: 'reading', input }, bytes, { bankId: options.bankId, ...CAPS })
    assert(answer instanceof Uint8Array, 'a reader in a child answers with bytes')
    return JSON.parse(new TextDecoder().decode(answer)) as FileRead
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== CAP_BROKEN) throw error
    return unread(error.code, error.message, error.expected ?? '')
  }
}

const CAP_BROKEN = 422

function unread(code: string, says: string, expected: string): FileRead {
  return { head: {}, rows: [], totals: { count: 0, totalFen: 0, okCount: 0, okFen: 0 }, refusals: [{ code: `exchange.${code}`, line: 0, field: '', at: '', message: `文件${says}`, expected }], refused: 1 }
}
