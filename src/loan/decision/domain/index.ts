export * from './terms.ts'
export * from './facts.ts'
