import { type InvoiceProfile, InvoiceBook, InvoiceReading, Sides } from '#common/statement/domain'
import type { NamedFile } from './bundle.ts'
import { readCsv } from './csv.ts'
import { fileRefusal, inFile } from './refuse.ts'

/** Profiles of all firms whose invoices are in the files. Files of other content are left out; a broken invoice file refuses all. */
export function parseInvoices(files: Iterable<NamedFile>): InvoiceProfile[] {
  const book = new InvoiceBook()
  const sides = new Sides()
  let read = 0
  for (const { name, bytes } of files) {
    const reading = new InvoiceReading(name, (invoice) => book.add(invoice), (id, firm) => book.nameFirm(id, firm), sides)
    inFile(name, () => readCsv(bytes, () => (row, cells) => reading.push(row, cells)))
    if (!reading.ignored) read++
  }
  if (read === 0) {
    throw fileRefusal('no-invoices', '没有找到增值税发票清单', 'CSV、XLS、XLSX，或装有它们的 ZIP，列有企业代号、开票日期、购方单位代号（销项）或销方单位代号（进项）、价税合计、发票状态；或税务局导出的清单')
  }
  sides.settle((invoice) => book.add(invoice), (id, firm) => book.nameFirm(id, firm))
  return book.profiles()
}
