export type { AccountAsked, MethodAsked } from './accounts-asked.ts'
export type { BasisLayer, GuideBasis, GuideOf } from './guide-of.ts'
export { GUIDES, GUIDE_KINDS, type GuideKind } from './papers.ts'
export * from './requests.ts'
