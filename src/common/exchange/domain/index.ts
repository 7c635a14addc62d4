export * from './kinds.ts'
export * from './mapping.ts'
export * from './file.ts'
