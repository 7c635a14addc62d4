export { acceptableUpload } from './acceptable.ts'
export { type Adding, type FileEvidence, attachFile, attachNote, detachEvidence } from './store.ts'
export { listEvidence, readEvidence } from './reads.ts'
