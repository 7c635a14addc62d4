import type { LoanKind, PolicyPack } from '#common/policy/domain'
import { type Day, type Fen, Refusal, addDays, fen, formatYuan, sumFen } from '#kernel'
import type { Terms } from '#loan/decision/domain'

export const PAYMENTS = { SELF: '自主支付', ENTRUSTED: '受托支付' } as const satisfies Record<string, string>
export type Payment = keyof typeof PAYMENTS

export const LOAN_KIND_NAMES: Readonly<Record<LoanKind, string>> = { PERSONAL_CONSUMPTION: '个人消费贷款', PERSONAL_BUSINESS: '个人经营贷款', WORKING_CAPITAL: '流动资金贷款', FIXED_ASSET: '固定资产贷款' }

type Rules = PolicyPack['contract']

/** A drawdown of the customer that counts together with the one to be made. */
export interface EarlierDrawdown {
  readonly number: string
  readonly on: Day
  readonly amountFen: Fen
  readonly purpose: string
  readonly payment: Payment
}

export interface PaymentQuestion {
  readonly purpose: Terms['purpose']
  readonly amountFen: Fen
  readonly on: Day
  /** Every drawdown of this customer that was not cancelled or reversed. */
  readonly earlier: readonly EarlierDrawdown[]
  readonly isNewCustomer: boolean
}

/** What the rules of payment say: which way is due and why. */
export interface PaymentRuling {
  readonly kind: LoanKind
  readonly required: Payment | null
  readonly says: string
  readonly thresholdFen: Fen
  /** Earlier self-paid drawdowns of this purpose inside the window, when together with this one they pass the threshold. */
  readonly split: readonly EarlierDrawdown[]
  /** The bank offers entrusted payment from here on. */
  readonly mayEntrust: boolean
}

/** The kind of loan by which the 2024 measures judge a payment. */
export function loanKindOf({ loanKind }: Rules, purpose: Terms['purpose']): LoanKind {
  if (loanKind !== 'BY_PURPOSE') return loanKind
  return purpose === 'CONSUMPTION' || purpose === 'REAL_ESTATE' ? 'PERSONAL_CONSUMPTION' : 'PERSONAL_BUSINESS'
}

/** Entrusted payment is required above the threshold of the kind, and where drawdowns of one purpose add up beyond it within the window: that is splitting to avoid it. */
export function rulePayment(rules: Rules, { purpose, amountFen, on, earlier, isNewCustomer }: PaymentQuestion): PaymentRuling {
  const kind = loanKindOf(rules, purpose)
  const thresholdFen = rules.entrustedAbove[kind]
  const from = addDays(on, -rules.splitWindowDays)
  const near = earlier.filter((one) => one.payment === 'SELF' && one.purpose === purpose && one.on > from && one.on <= on)
  const togetherFen = fen(amountFen + sumFen(near.map((one) => one.amountFen)))
  const base = { kind, thresholdFen, mayEntrust: amountFen >= rules.entrustedOptionalFrom }
  if (amountFen > thresholdFen) return { ...base, required: 'ENTRUSTED', split: [], says: `${LOAN_KIND_NAMES[kind]}单笔 ${formatYuan(amountFen)} 元，超过 ${formatYuan(thresholdFen)} 元，须受托支付` }
  if (kind === 'WORKING_CAPITAL' && rules.newWorkingCapitalEntrusted && isNewCustomer) return { ...base, required: 'ENTRUSTED', split: [], says: '流动资金贷款新客户，须受托支付' }
  if (near.length > 0 && togetherFen > thresholdFen) {
    return { ...base, required: 'ENTRUSTED', split: near, says: `${rules.splitWindowDays} 天内同一用途已自主支付 ${near.map((one) => `${one.number}（${one.on}，${formatYuan(one.amountFen)} 元）`).join('、')}，连同本笔共 ${formatYuan(togetherFen)} 元，超过 ${formatYuan(thresholdFen)} 元，须受托支付，不得拆分` }
  }
  return { ...base, required: null, split: [], says: `${LOAN_KIND_NAMES[kind]}单笔未超过 ${formatYuan(thresholdFen)} 元，可自主支付` }
}

/** Refuses the way of payment that the rules do not leave open; entrusted payment is never refused. */
export function refusePayment(ruling: PaymentRuling, payment: Payment): void {
  if (payment === 'ENTRUSTED' || ruling.required !== 'ENTRUSTED') return
  throw new Refusal({ code: ruling.split.length > 0 ? 'contract.split-payment' : 'contract.entrusted-required', message: ruling.says, at: '/payment', value: payment, expected: '受托支付，写明收款人并附交易合同' }, 422)
}
