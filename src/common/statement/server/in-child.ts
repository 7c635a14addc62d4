import type { InvoiceProfile, Statement } from '#common/statement/domain'
import { unpack } from './bundle.ts'
import { parseFile } from './parse-file.ts'
import { parseInvoices } from './parse-invoices.ts'

/** The tasks that `read-untrusted.ts` sends into a capped child process. */
export function statement(bytes: Buffer, input: unknown): Promise<Statement> {
  return parseFile(bytes, { owner: typeof input === 'string' ? input : '' })
}

export function invoices(bundle: Buffer): InvoiceProfile[] {
  return parseInvoices(unpack(bundle))
}
