export * from './order.ts'
export * from './answer.ts'
export * from './suspense.ts'
export * from './requests.ts'
