export * from './unit-cost.ts'
export * from './requests.ts'
