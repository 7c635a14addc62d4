export * from './statement.ts'
export * from './papers.ts'
export * from './requests.ts'
