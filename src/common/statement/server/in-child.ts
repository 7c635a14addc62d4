import { unpack } from './bundle.ts'
import { type ParseOptions, parseFile } from './parse-file.ts'
import { parseInvoices } from './parse-invoices.ts'
import { readSample } from './sample.ts'
import { readTable } from './table.ts'
import { toBytes } from './transport.ts'
import { unzipInvoices } from './unzip-invoices.ts'

/** The tasks that `read-untrusted.ts` sends into a capped child process. */
export async function statement(bytes: Buffer, input: unknown): Promise<Buffer> {
  return toBytes(await parseFile(bytes, input as ParseOptions))
}

/** The first rows of any table, for a person to say what they mean. */
export async function sample(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(JSON.stringify(await readSample(bytes)))
}

/** All rows of any table. */
export async function table(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(JSON.stringify(await readTable(bytes)))
}

export async function invoices(bundle: Buffer): Promise<Buffer> {
  return Buffer.from(JSON.stringify(parseInvoices(await unzipInvoices(unpack(bundle)))))
}
