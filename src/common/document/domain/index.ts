export * from './paper.ts'
export * from './kinds.ts'
