export * from './answers.ts'
export * from './trade-figures.ts'
