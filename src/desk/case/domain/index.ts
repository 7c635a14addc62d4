export * from './case-page.ts'
export * from './acts.ts'
export * from './place.ts'
