import { unpack } from './bundle.ts'
import { parseFile } from './parse-file.ts'
import { parseInvoices } from './parse-invoices.ts'
import { toBytes } from './transport.ts'
import { unzipInvoices } from './unzip-invoices.ts'

/** The tasks that `read-untrusted.ts` sends into a capped child process. */
export async function statement(bytes: Buffer, input: unknown): Promise<Buffer> {
  return toBytes(await parseFile(bytes, { owner: typeof input === 'string' ? input : '' }))
}

export async function invoices(bundle: Buffer): Promise<Buffer> {
  return Buffer.from(JSON.stringify(parseInvoices(await unzipInvoices(unpack(bundle)))))
}
