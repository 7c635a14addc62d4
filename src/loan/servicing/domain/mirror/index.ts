export * from './cause.ts'
export * from './requests.ts'
