import { ACCOUNT_NAMES } from '#common/assessment/domain'
import { compare, exact, formatExact, formatYuan, multiply } from '#kernel'
import type { LoanRow } from './from-rows.ts'
import type { JoinedBy } from './join.ts'
import { sharedGuarantors, sharedPhones } from './people.ts'
import type { XRayCase, XRayRules } from './seen-case.ts'

/** A case with what the loan list adds to it. */
export interface CaseWithLoan {
  readonly case: XRayCase
  readonly loan: LoanRow | null
  readonly joinedBy: JoinedBy | null
  readonly lentFen: number | null
}

/** What to say of a case that has the finding; `false` it has it not, `null` its file does not tell. */
type Says = string | false | null

export interface FindingKind {
  readonly id: string
  readonly name: string
  /** Why a banker should care. */
  readonly why: string
}

type Judge = (one: CaseWithLoan, rules: XRayRules) => Says

/** What a case is looked at for. The people of all cases are looked at together. */
export function findingsFor(cases: readonly XRayCase[]): readonly (FindingKind & { readonly judge: Judge })[] {
  const [guarantors, phones] = [sharedGuarantors(cases), sharedPhones(cases)]
  return [
    { id: 'few-checks', name: '检验不足', why: '必检科目只有一种独立检验，或没有：所填数字等于客户的一句话', judge: ({ case: { accounts } }) => (accounts.length === 0 ? null : said(accounts.filter(({ enough }) => !enough).map(({ account, methods }) => `${nameOf(account)} ${methods} 种`))) },
    { id: 'deviation', name: '偏差超限', why: '所填数字与独立检验的差超过政策容忍度', judge: ({ case: { accounts } }, rules) => { const measured = accounts.filter(({ deviation }) => deviation !== null); return measured.length === 0 ? null : said(measured.filter(({ deviation }) => beyond(deviation!, rules)).map(({ account, deviation }) => `${nameOf(account)} ${percent(deviation!)}`)) } },
    { id: 'equity', name: '权益对不上', why: '实际权益与历年利润应留下的权益相差超过容忍度：钱从哪里来、到哪里去没有说清', judge: ({ case: { equityDeviation } }, rules) => (equityDeviation === null ? null : beyond(equityDeviation, rules) ? `偏差 ${percent(equityDeviation)}` : false) },
    { id: 'own-transfers', name: '互转当作销售', why: '本人账户之间的划转算进了销售额，还款能力被放大', judge: ({ case: { ownTransfers, ownTransfersFen } }) => (ownTransfers === 'UNKNOWN' ? null : ownTransfers === 'COUNTED' ? `本人互转 ${formatYuan(ownTransfersFen ?? 0)} 元算作销售` : false) },
    { id: 'shared-guarantor', name: '共用担保人', why: '一人为多户担保，一户出事、几户失保', judge: ({ case: { key, guarantors: own } }) => guarantors.get(key) ?? (own.length === 0 && !cases.some((each) => each.guarantors.length > 0) ? null : false) },
    { id: 'shared-phone', name: '共用手机', why: '不同的人用同一个号码：可能是中介代办、借名贷款', judge: ({ case: { key, customer, guarantors: own } }) => phones.get(key) ?? ([customer, ...own].every(({ phone }) => phone === null) ? null : false) },
    { id: 'above-policy', name: '超过政策可放', why: '按本行现行政策重新测算，可放金额低于实放', judge: ({ case: { judged }, lentFen }) => (judged === null || judged.limitFen === null || lentFen === null ? null : lentFen > judged.limitFen ? `放 ${formatYuan(lentFen)} 元，政策可放 ${formatYuan(judged.limitFen)} 元` : false) },
    { id: 'no-cash-flow', name: '没有流水', why: '既没有账户流水，也没有现金流量表，还款来源无从看起', judge: ({ case: { cashFlow } }) => (cashFlow === null ? null : cashFlow ? false : '没有流水与现金流量表') },
    { id: 'no-visit', name: '没有上门凭据', why: '没有实地调查的日期与凭据，数字未经眼见', judge: ({ case: { visited } }) => (visited === null ? null : visited ? false : '没有实地调查的日期或凭据') },
  ]
}

function said(texts: readonly string[]): string | false {
  return texts.length === 0 ? false : texts.join('、')
}

function beyond(deviation: string, { tolerance }: XRayRules): boolean {
  return compare(exact(deviation), exact(tolerance)) > 0
}

/** An account by its Chinese name. */
export function nameOf(account: string): string {
  return (ACCOUNT_NAMES as Readonly<Record<string, string>>)[account] ?? account
}

/** 0.0512 → 5.12%. */
export function percent(rate: string, places = 2): string {
  return `${formatExact(multiply(exact(rate), 100), places)}%`
}
