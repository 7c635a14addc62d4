import { statSync } from 'node:fs'
import { shownProfile } from '#common/statement/domain'
import { invoiceFiles, readInvoices } from '#common/statement/server'
import { answer, wrongUse } from './io.ts'

const USAGE = '用法：weidai invoices DIR'

/** `invoices DIR`: the VAT invoices of any number of firms as one line of figures a firm. */
export function run(argv: string[]): Promise<number> {
  const [folder, ...rest] = argv
  if (folder === undefined || rest.length > 0) return Promise.resolve(wrongUse(USAGE))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return Promise.resolve(wrongUse(`没有文件夹「${folder}」\n${USAGE}`))
  return answer(async () => ({ enterprises: (await readInvoices(invoiceFiles(folder))).map(shownProfile) }))
}
