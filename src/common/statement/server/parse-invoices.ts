import { type InvoiceProfile, InvoiceBook, InvoiceReading } from '#common/statement/domain'
import type { NamedFile } from './bundle.ts'
import { readCsv } from './csv.ts'
import { fileRefusal, inFile } from './refuse.ts'

/** Profiles of all firms whose invoices are in the files. Files of other content are left out; a broken invoice file refuses all. */
export function parseInvoices(files: Iterable<NamedFile>): InvoiceProfile[] {
  const book = new InvoiceBook()
  let read = 0
  for (const { name, bytes } of files) {
    const reading = new InvoiceReading(name, (invoice) => book.add(invoice), (id, firm) => book.nameFirm(id, firm))
    inFile(name, () => readCsv(bytes, () => (row, cells) => reading.push(row, cells)))
    if (!reading.ignored) read++
  }
  if (read === 0) {
    throw fileRefusal('no-invoices', '没有找到增值税发票清单', 'CSV 文件，或装有 CSV 文件的 ZIP，列有企业代号、开票日期、购方单位代号（销项）或销方单位代号（进项）、价税合计、发票状态')
  }
  return book.profiles()
}
