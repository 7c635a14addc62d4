import { pointerName } from '#common/assessment/domain'
import { pathOf, placeName } from '#kernel'
import type { Route } from './route.ts'

/** The parts of a request a refusal may speak of. */
export type Asks = Pick<Route, 'params' | 'query' | 'body'>

/** Places of which refusals speak though no request names them so: parts of a stored thing, of a file, of what an act rests on. */
const WORDS: Readonly<Record<string, string>> = {
  file: '文件', rows: '数据行', mapping: '版式', layout: '版式', policy: '政策包', body: '内容', caseId: '业务', documentId: '文书', layoutId: '版式', hash: '校验码', number: '编号', version: '版本', scorecard: '评分卡',
  current: '现密码', password: '密码', stepUp: '验证码', step: '步骤', part: '部分', lines: '明细', valueDay: '记账日', reverses: '所冲正的事项', penaltyRate: '罚息利率', offSiteReason: '不到现场的理由', companion: '同行人', saidById: '发言人',
  documents: '资料', parentId: '上级机构', unitId: '机构', until: '截止日', effectiveOn: '生效日', pilot: '试点', checklist: '清单', salesMethods: '检验营业额的方法', products: '产品', pack: '政策包', product: '产品',
}

/** Places that are no field of any screen: the sentence alone says what happened. */
const UNSEEN: ReadonlySet<string> = new Set(['header', 'rowVersion'])

/** A place of a request in the words of a person; empty where nobody can name it, for an internal name helps nobody. */
export function whereOf(asks: Asks | undefined, at: string): string {
  const [first, ...rest] = pathOf(at)
  if (first === undefined || UNSEEN.has(first)) return ''
  switch (first) {
    case 'path': return placeName(asks?.params, rest, wordOf)
    case 'query': return placeName(asks?.query, rest, wordOf)
    default: return placeName(asks?.body, [first, ...rest], wordOf)
  }
}

/** The word for a step of a place that no schema names. */
export function wordOf(key: string): string | undefined {
  if (Object.hasOwn(WORDS, key)) return WORDS[key]
  const name = pointerName(`/${key}`)
  return /\p{Script=Han}/u.test(name) ? name : undefined
}
