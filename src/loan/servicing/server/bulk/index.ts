export type { NoteBefore, StateBefore } from './keep-before.ts'
export { type NoteColumns, type NoteHeldLight, loadNotes, loadWhole } from './load-notes.ts'
export type { NoteChange } from './write-notes.ts'
export { type PaymentItem, type PaymentOutcome, type Payments, settlePayments } from './settle-payments.ts'
