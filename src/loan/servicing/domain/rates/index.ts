export type { Publication } from './publication.ts'
export * from './requests.ts'
