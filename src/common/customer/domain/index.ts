export * from './id-number.ts'
export * from './masks.ts'
export * from './customer.ts'
export * from './search-keys.ts'
