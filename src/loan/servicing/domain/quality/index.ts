export * from './buckets.ts'
export * from './ratios.ts'
export * from './judge.ts'
export * from './screens.ts'
