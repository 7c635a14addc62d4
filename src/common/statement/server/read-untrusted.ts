import { assert } from '#kernel'
import type { InvoiceProfile, Statement } from '#common/statement/domain'
import { runCapped } from '#platform/pool'
import { type NamedFile, pack } from './bundle.ts'
import { LIMITS } from './limits.ts'
import type { ParseOptions } from './parse-file.ts'
import { fileRefusal } from './refuse.ts'
import type { Sample } from './sample.ts'
import type { WholeTable } from './table.ts'
import { fromBytes } from './transport.ts'

const IN_CHILD = import.meta.resolve('./in-child.ts')

/** Reads a bill of a stranger in a child process of capped memory and time. `owner` is the account holder's name, by which own transfers are known. */
export async function readStatement(bytes: Uint8Array, options: ParseOptions & { bankId?: number } = {}): Promise<Statement> {
  if (bytes.length > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按时间段分成几个文件')
  return fromBytes(asBytes(await runCapped({ module: IN_CHILD, name: 'statement', input: { owner: options.owner ?? '', taught: options.taught ?? [] } }, bytes, ofBank(options))))
}

/** The first rows of an unknown table, read in the same cage. */
export async function readSampleOf(bytes: Uint8Array, options: { bankId?: number } = {}): Promise<Sample> {
  return JSON.parse(new TextDecoder().decode(asBytes(await runCapped({ module: IN_CHILD, name: 'sample' }, bytes, ofBank(options))))) as Sample
}

/** All rows of a table, read in the same cage. */
export async function readTableOf(bytes: Uint8Array, options: { bankId?: number } = {}): Promise<WholeTable> {
  return JSON.parse(new TextDecoder().decode(asBytes(await runCapped({ module: IN_CHILD, name: 'table' }, bytes, ofBank(options))))) as WholeTable
}

/** Reads the invoices of any number of firms, CSV files or zips of them, in a capped child process. */
export async function readInvoices(files: readonly NamedFile[], options: { bankId?: number } = {}): Promise<InvoiceProfile[]> {
  return JSON.parse(new TextDecoder().decode(asBytes(await runCapped({ module: IN_CHILD, name: 'invoices' }, pack(files), ofBank(options))))) as InvoiceProfile[]
}

function asBytes(answer: unknown): Uint8Array {
  assert(answer instanceof Uint8Array, 'a reader in a child answers with bytes')
  return answer
}

function ofBank({ bankId }: { bankId?: number }): { bankId?: number } {
  return bankId === undefined ? {} : { bankId }
}
