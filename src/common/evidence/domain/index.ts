export * from './media-type.ts'
export * from './evidence.ts'
export * from './as-case-evidence.ts'
