import type { RefusalDetail } from '#kernel'
import { SEARCH_TARGETS, type SearchTarget } from './visit-words.ts'

/** What a submission looks at besides the figures. */
export interface VisitStanding {
  /** Rounds of visits that are closed, with the instant they were started. */
  readonly closed: readonly { readonly round: number; readonly startedAt: string }[]
  /** When the committee last asked for another visit; `null` when nobody asked for one. */
  readonly visitAfter: string | null
  readonly searched: ReadonlySet<SearchTarget>
  readonly searches: readonly SearchTarget[]
  /** Names of those whose credit report is still to come. */
  readonly withoutReport: readonly string[]
}

/** Why an investigation cannot be submitted for what happened, or did not happen, outside its figures; empty when it can. */
export function visitBlocks({ closed, visitAfter, searched, searches, withoutReport }: VisitStanding): RefusalDetail[] {
  const visited = closed.some(({ startedAt }) => visitAfter === null || startedAt > visitAfter)
  const missing = searches.filter((target) => !searched.has(target))
  return [
    ...(visited ? [] : [{ code: 'visit.not-closed', message: visitAfter === null ? '实地调查还没有结束' : '审贷会要求换人重新调查，新的实地调查还没有结束', at: '/visit', expected: '在「实地调查」里逐项检查后结束' }]),
    ...(missing.length === 0 ? [] : [{ code: 'visit.not-searched', message: `公开查询还缺：${missing.map((target) => SEARCH_TARGETS[target]).join('、')}`, at: '/visit', expected: '在「实地调查」的侧面一步登记查询结果' }]),
    ...(withoutReport.length === 0 ? [] : [{ code: 'bureau.missing', message: `征信报告还缺：${withoutReport.join('、')}`, at: '/creditReport', expected: '先取得授权，再登记征信报告' }]),
  ]
}
