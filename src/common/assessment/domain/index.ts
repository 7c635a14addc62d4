export * from './case/index.ts'
