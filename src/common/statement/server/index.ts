export { type ParseOptions, parseFile } from './parse-file.ts'
export { type NamedFile, parseInvoices } from './parse-invoices.ts'
export { invoiceFiles } from './invoice-files.ts'
