import { METHOD_NAMES } from '#common/schedule/domain'
import { formatYuan } from '#kernel'
import { percentOf } from '../due.ts'
import { type EventKind, type RestTerms, TENORS, type Tenor, refundName } from '../events.ts'
import { PARTS, type Part } from '../note.ts'
import { RECOVERY_STEP_NAMES, RENEWAL_CONDITIONS, type AnyGrounds } from './grounds.ts'

export interface Said { readonly label: string; readonly value: string }

/** What is read of a body kept as JSON; a field another kind has is not there. */
interface AnyBody {
  readonly annualRate?: string | null
  readonly penaltyRate?: string | null
  readonly lpr?: { readonly tenor: Tenor; readonly publishedOn: string; readonly rate: string; readonly spread: string } | null
  readonly amountFen?: number
  readonly principalFen?: number
  readonly rest?: RestTerms
  readonly isDistressed?: boolean
  readonly takesOverdue?: boolean
  readonly parts?: readonly Part[]
  readonly part?: Part | 'SUSPENSE'
  readonly payBy?: string
  readonly reason?: string
  readonly interestFen?: number
}

/** An event in the words of its figures, for its history and for who is to approve it. */
export function sayEvent(kind: EventKind, body: AnyBody, grounds: AnyGrounds = {}): Said[] {
  const says: Said[] = []
  const say = (label: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '') says.push({ label, value })
  }
  say('新利率', body.annualRate === null || body.annualRate === undefined ? null : percentOf(body.annualRate))
  say(kind === 'MISUSE_FOUND' ? '挪用罚息利率' : '罚息利率', body.penaltyRate === null || body.penaltyRate === undefined ? null : percentOf(body.penaltyRate))
  if (body.lpr) say('报价利率', `${TENORS[body.lpr.tenor]} ${percentOf(body.lpr.rate)}（${body.lpr.publishedOn} 公布），加点 ${percentOf(body.lpr.spread)}`)
  say('金额', body.amountFen === undefined ? null : `${formatYuan(body.amountFen)} 元`)
  if (body.rest) say('新计划', `${METHOD_NAMES[body.rest.method]}，${body.rest.periods} 期，首次还款日 ${String(body.rest.firstDueOn)}`)
  say('重新安排的本金', body.principalFen === undefined ? null : `${formatYuan(body.principalFen)} 元`)
  if (body.isDistressed === true) say('原因', '还款困难，至少为关注')
  if (body.takesOverdue === true) say('逾期本金', '并入新计划')
  say('减免项目', body.parts?.map((part) => PARTS[part]).join('、'))
  say('退自', body.part === undefined ? null : refundName(body.part))
  say('最迟退付日', body.payBy)
  say('事由', body.reason)
  sayGrounds(grounds, say)
  return says
}

function sayGrounds({ appliedOn, consents, conditions, steps, resolution }: AnyGrounds, say: (label: string, value: string | undefined) => void): void {
  say('客户申请日', appliedOn)
  say('担保人同意', consents?.map((one) => `${one.name} ${one.signedOn}（${one.paper}）`).join('；'))
  say('可维持正常的条件', conditions?.map((one) => RENEWAL_CONDITIONS[one]).join('；'))
  say('追索措施', steps?.map((one) => `${RECOVERY_STEP_NAMES[one.step]} ${one.doneOn}：${one.says}`).join('；'))
  say('审贷会决议', resolution)
}
