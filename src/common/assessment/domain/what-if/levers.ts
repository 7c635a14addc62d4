import { METHODS, needsOf } from '#common/schedule/domain'
import { formatYuan } from '#kernel'
import type { CaseFile } from '../case/index.ts'
import type { JudgementPack } from '../judgement-graph.ts'
import { everyOf, lastDueOn } from '../offer.ts'
import type { Typed } from './typed.ts'

/** Something a customer or the bank can really change before the loan, in steps from the smallest on. */
export interface Lever {
  readonly id: string
  /** How many steps it goes at most. */
  readonly most: number
  readonly at: (steps: number) => { readonly says: string; readonly typed: readonly Typed[] }
}

/** More debts than this are not tried one by one: the largest matter. */
const DEBTS_TRIED = 3
/** A guarantor is asked for this much more a month at each step. */
const GUARANTOR_STEP_FEN = 10_000
const GUARANTOR_STEPS = 500

/** Everything that may be tried on a case. */
export function leversOf(caseFile: CaseFile, pack: JudgementPack): readonly Lever[] {
  return [...terms(caseFile, pack), ...amounts(caseFile, pack), ...debts(caseFile, pack), ...security(caseFile, pack), ...money(caseFile, pack), ...papers(caseFile)]
}

function terms({ request }: CaseFile, { limit: { productCaps }, repayment: { repaymentTypes } }: JudgementPack): readonly Lever[] {
  const { periods, method } = request
  if (everyOf(request) !== 'MONTH' || needsOf(method).length > 0) return []
  const to = (next: number) => ({ says: `期限由 ${periods} 个月改为 ${next} 个月`, typed: [{ at: '/request/periods', value: next }] })
  const others = METHODS.filter((each) => each !== method && (each === 'ANNUITY' || each === 'EQUAL_PRINCIPAL') && (repaymentTypes as readonly string[]).includes(each))
  return [
    { id: 'LONGER', most: Math.max(0, productCaps.maxMonths - periods), at: (steps) => to(periods + steps) },
    { id: 'SHORTER', most: Math.max(0, periods - productCaps.minMonths), at: (steps) => to(periods - steps) },
    ...others.map((each): Lever => ({ id: `METHOD_${each}`, most: 1, at: () => ({ says: `还款方式改为${each === 'ANNUITY' ? '等额本息' : '等额本金'}`, typed: [{ at: '/request/method', value: each }, { at: '/request/every', value: undefined }] }) })),
  ]
}

function amounts({ request: { amountFen, method } }: CaseFile, { limit: { productCaps } }: JudgementPack): readonly Lever[] {
  if (needsOf(method).length > 0) return []
  const { step, minAmount, maxAmount } = productCaps
  const to = (next: number) => ({ says: `申请金额由 ${formatYuan(amountFen)} 元改为 ${formatYuan(next)} 元`, typed: [{ at: '/request/amountFen', value: next }] })
  return [
    { id: 'LESS', most: Math.max(0, Math.floor((amountFen - minAmount) / step)), at: (steps) => to(amountFen - steps * step) },
    { id: 'MORE', most: Math.max(0, Math.floor((maxAmount - amountFen) / step)), at: (steps) => to(amountFen + steps * step) },
  ]
}

type Owed = { readonly list: 'loans' | 'privateLoans' | 'creditCards'; readonly index: number; readonly label: string; readonly amountFen: number; readonly monthlyFen: number }

function debts(caseFile: CaseFile, { limit: { productCaps: { step } } }: JudgementPack): readonly Lever[] {
  const { loans, privateLoans, creditCards } = caseFile.balance
  const all: readonly Owed[] = [
    ...loans.map((each, index): Owed => ({ list: 'loans', index, label: each.label, amountFen: each.amountFen, monthlyFen: each.monthlyPrincipalFen })),
    ...privateLoans.map((each, index): Owed => ({ list: 'privateLoans', index, label: each.label, amountFen: each.amountFen, monthlyFen: each.monthlyPrincipalFen })),
    ...creditCards.map((each, index): Owed => ({ list: 'creditCards', index, label: each.label, amountFen: each.amountFen, monthlyFen: 0 })),
  ]
  return all.filter(({ amountFen }) => amountFen > 0).toSorted((a, b) => b.amountFen - a.amountFen).slice(0, DEBTS_TRIED).map((debt): Lever => ({
    id: `REPAY_${debt.list}_${debt.index}`, most: Math.ceil(debt.amountFen / step), at: (steps) => repaid(caseFile, debt, Math.min(debt.amountFen, steps * step)),
  }))
}

/** A debt paid down from outside the business: the list, the bureau's copy of it and the paper that proves it say the same. */
function repaid(caseFile: CaseFile, { list, index, label, amountFen, monthlyFen }: Owed, byFen: number) {
  const left = amountFen - byFen
  const reported = list === 'creditCards' ? caseFile.creditReport?.cards : caseFile.creditReport?.loans
  const at = (reported ?? []).findIndex(({ lender }) => lender === label)
  const known = at < 0 ? undefined : list === 'creditCards' ? caseFile.creditReport?.cards[at]?.usedFen : caseFile.creditReport?.loans[at]?.balanceFen
  const account = list === 'privateLoans' ? 'privateLoans' : 'loans'
  const proofs = list === 'creditCards' ? [] : caseFile.checks.flatMap((check, i) => (check.method === 'X01' && check.account === account ? [{ at: `/checks/${i}/documentsFen`, value: Math.max(0, check.documentsFen - byFen) }] : []))
  return {
    says: left === 0 ? `结清「${label}」${formatYuan(amountFen)} 元（不动用经营资金）` : `归还「${label}」${formatYuan(byFen)} 元（不动用经营资金）`,
    typed: [
      { at: `/balance/${list}/${index}/amountFen`, value: left }, ...(list !== 'creditCards' && monthlyFen > left ? [{ at: `/balance/${list}/${index}/monthlyPrincipalFen`, value: left }] : []),
      ...(known === undefined ? [] : [{ at: list === 'creditCards' ? `/creditReport/cards/${at}/usedFen` : `/creditReport/loans/${at}/balanceFen`, value: Math.max(0, known - byFen) }]), ...proofs,
    ],
  }
}

function security({ request, guarantor }: CaseFile, { admission: { guarantees }, limit: { productCaps: { step, maxAmount } } }: JudgementPack): readonly Lever[] {
  if (request.guarantee === 'PERSONAL_GUARANTEE' && guarantor !== null) {
    const now = guarantor.monthlyDisposableFen
    return [{ id: 'GUARANTOR', most: GUARANTOR_STEPS, at: (steps) => ({ says: `保证人每月可支配多 ${formatYuan(steps * GUARANTOR_STEP_FEN)} 元（或另找能力如此的保证人）`, typed: [{ at: '/guarantor/monthlyDisposableFen', value: now + steps * GUARANTOR_STEP_FEN }] }) }]
  }
  if (request.guarantee === 'CREDIT' && (guarantees as readonly string[]).includes('PERSONAL_GUARANTEE')) return [{ id: 'NEW_GUARANTOR', most: GUARANTOR_STEPS, at: (steps) => ({
    says: `改为自然人保证，保证人有控制力、每月可支配 ${formatYuan(steps * GUARANTOR_STEP_FEN)} 元`,
    typed: [{ at: '/request/guarantee', value: 'PERSONAL_GUARANTEE' }, { at: '/guarantor', value: { name: '待定保证人', relation: 'CONTROL', monthlyDisposableFen: steps * GUARANTOR_STEP_FEN, evidence: [] } }],
  }) }]
  if (request.guarantee === 'MORTGAGE') return [{ id: 'COLLATERAL', most: Math.ceil(maxAmount / step), at: (steps) => ({ says: `追加价值 ${formatYuan(steps * step)} 元的住房抵押`, typed: [{ at: '/collateral/-', value: { label: '追加住房', kind: 'HOUSE', valueFen: steps * step, evidence: [] } }] }) }]
  return []
}

/** Own money put into the business (a household on wages has no other purse), more need proven, old claims collected. */
function money({ balance, equity, salary }: CaseFile, { limit: { productCaps: { step, maxAmount } }, statements: { aged90Days } }: JudgementPack): readonly Lever[] {
  const most = Math.ceil(maxAmount / step)
  const aged = balance.receivables.flatMap((each, index) => (each.ageDays > aged90Days && each.amountFen > 0 ? [{ ...each, index }] : []))
  const agedFen = aged.reduce((sum, each) => sum + each.amountFen, 0)
  const line = (label: string, amountFen: number) => ({ label, amountFen, evidence: [] })
  return [
    ...(salary !== null ? [] : [{ id: 'INJECT', most, at: (steps: number) => ({ says: `放款前家庭另投入自有资金 ${formatYuan(steps * step)} 元`, typed: [{ at: '/balance/cash/-', value: line('另投入自有资金', steps * step) }, ...(equity === null ? [] : [{ at: '/equity/injections/-', value: line('另投入自有资金', steps * step) }])] }) }]),
    { id: 'NEED', most, at: (steps) => ({ says: `另有 ${formatYuan(steps * step)} 元用途的合同或订单`, typed: [{ at: '/request/purposeItems/-', value: line('另有凭据的用途', steps * step) }] }) },
    ...(aged.length === 0 ? [] : [{ id: 'COLLECT', most: 1, at: () => ({ says: `收回超龄应收 ${formatYuan(agedFen)} 元`, typed: [...aged.map(({ index }) => ({ at: `/balance/receivables/${index}/amountFen`, value: 0 })), { at: '/balance/cash/-', value: line('收回应收', agedFen) }] }) }]),
  ]
}

/** Signatures and papers that can still be had. */
function papers({ spouse, business, request }: CaseFile): readonly Lever[] {
  const until = lastDueOn(request)
  return [
    ...(spouse !== null && !spouse.coSigns ? [{ id: 'SPOUSE', most: 1, at: () => ({ says: '配偶知情并共同签署', typed: [{ at: '/spouse/informed', value: true }, { at: '/spouse/coSigns', value: true }] }) }] : []),
    ...(business.premises === 'LEASE' && (business.leaseEndsOn ?? '') < until ? [{ id: 'LEASE', most: 1, at: () => ({ says: `租约续到 ${until} 以后`, typed: [{ at: '/business/leaseEndsOn', value: until }] }) }] : []),
  ]
}
