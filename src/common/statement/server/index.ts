export { readInvoices, readStatement } from './read-untrusted.ts'
export { billFile, invoiceFiles } from './files-on-disk.ts'
export type { NamedFile } from './bundle.ts'
