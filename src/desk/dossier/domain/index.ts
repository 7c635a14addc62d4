export * from './archive.ts'
export * from './items.ts'
export * from './judge-items.ts'
export * from './requests.ts'
