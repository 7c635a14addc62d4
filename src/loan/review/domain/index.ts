export type { ReviewFact } from './facts.ts'
