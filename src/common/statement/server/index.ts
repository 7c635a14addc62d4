export { readInvoices, readStatement } from './read-untrusted.ts'
export { invoiceFiles } from './invoice-files.ts'
export type { NamedFile } from './bundle.ts'
