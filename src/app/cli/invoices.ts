import { statSync } from 'node:fs'
import { shownProfile } from '#common/statement/domain'
import { invoiceFiles, readInvoices } from '#common/statement/server'
import { answer, wrongUse } from './io.ts'

const USAGE = '用法：weidai invoices DIR 或 FILE.zip'

/** `invoices DIR|FILE.zip`: the VAT invoices of any number of firms as one line of figures a firm. */
export function run(argv: string[]): Promise<number> {
  const [place, ...rest] = argv
  if (place === undefined || rest.length > 0) return Promise.resolve(wrongUse(USAGE))
  if (statSync(place, { throwIfNoEntry: false }) === undefined) return Promise.resolve(wrongUse(`没有文件夹或文件「${place}」\n${USAGE}`))
  return answer(async () => ({ enterprises: (await readInvoices(invoiceFiles(place))).map(shownProfile) }))
}
