import { OutOfRange, type Sheet, type Value, isNumber, withPlace } from '#common/figures/domain'
import { ratesOfSchedule } from '#common/schedule/domain'
import { type Exact, formatExact, roundFen } from '#kernel'
import { mandatoryAccounts } from './account-methods.ts'
import type { Assessment, CheckResult, Decision } from './assessment.ts'
import type { Working } from './axes.ts'
import type { Account, CaseFile, CheckMethod } from './case/index.ts'
import { missingStatements } from './completeness.ts'
import { FLAGS } from './formulas/flags.ts'
import { CAPS } from './formulas/limit.ts'
import { TRAPS } from './formulas/traps.ts'
import { Judgement } from './judgement.ts'
import type { JudgementPack } from './judgement-graph.ts'
import { scheduleOf, termsHold, termsOf } from './offer.ts'
import type { Reason } from './reason.ts'
import { reasonsOf } from './reasons.ts'

/** Judges a case file from nothing: what the command line and the server call. */
export function assess(caseFile: CaseFile, pack: JudgementPack): Assessment {
  try {
    return assessmentOf(new Judgement(caseFile, pack))
  } catch (error) {
    throw error instanceof OutOfRange ? withPlace(error) : error
  }
}

/** Reads the whole judgement off a computed case. Money is fen, rates and ratios are text with four decimals. */
export function assessmentOf(judgement: Judgement): Assessment {
  const { sheet, pack } = judgement
  const reasons = reasonsOf(sheet, pack)
  const rejectedByRule = reasons.some((reason) => reason.effect === 'REJECT' && reason.rule.startsWith('H'))
  const lends = !rejectedByRule && money(sheet, 'limit') > 0
  return {
    statements: {
      totalAssetsFen: money(sheet, 'totalAssets'), totalLiabilitiesFen: money(sheet, 'totalLiabilities'), actualEquityFen: money(sheet, 'actualEquity'), annualSalesFen: moneyOrNull(sheet, 'annualSales'),
      netProfitMonthlyFen: moneyOrNull(sheet, 'netProfitMonthly'), disposableMonthlyFen: money(sheet, 'disposableMonthly'), weightedMargin: decimal(sheet.figure('weightedMargin')), ...(moneyOrNull(sheet, 'incomeMonthly') === null ? {} : { incomeMonthlyFen: money(sheet, 'incomeMonthly') }),
    },
    equity: { expectedFen: moneyOrNull(sheet, sheet.figure('householdForm') === true ? 'householdExpected' : 'expectedEquity'), deviation: decimal(sheet.figure('equityDeviation')), obsAdjustedDeviation: decimal(sheet.figure('adjustedEquityDeviation')) },
    checks: checkResults(sheet, pack),
    accepted: accepted(sheet),
    identities: Object.keys(pack.statements.identities).flatMap((id) => { const holds = sheet.figure(id); return typeof holds === 'boolean' ? [{ id, holds }] : [] }),
    traps: TRAPS.filter((trap) => sheet.figure(trap.id) === true).map(({ id, says }) => ({ id, says })),
    flags: FLAGS.filter((flag) => sheet.figure(flag.id) === true).map((flag) => flag.id),
    vetoEnabled: sheet.figure('vetoEnabled') === true,
    limit: rejectedByRule ? null : limitResult(sheet),
    score: lends ? scoreResult(sheet, pack) : null,
    price: lends ? priceResult(sheet, pack) : null,
    instalmentFen: lends ? money(sheet, 'instalment') : null,
    coverage: lends ? decimal(sheet.figure('coverage')) : null,
    decision: decide(reasons, isComputable(sheet.source, pack)),
    reasons,
  }
}

/** Whether balance sheet and income statement stand, so that what rests on them means something. */
function isComputable(input: Working, pack: JudgementPack): boolean {
  const earns = input.income.sales.length > 0 || (input.salary?.wages.length ?? 0) > 0
  return earns && !missingStatements(input, pack).some(({ code }) => code === 'BS' || code === 'IS')
}

function decide(reasons: readonly Reason[], computable: boolean): Decision {
  const has = (effect: Reason['effect']) => reasons.some((reason) => reason.effect === effect && (computable || reason.computed !== true))
  if (has('REJECT')) return 'REJECT'
  if (has('INCOMPLETE') || (!computable && reasons.some((reason) => reason.effect === 'REJECT'))) return 'INCOMPLETE'
  return has('REFER') ? 'REFER' : 'PROPOSE'
}

function checkResults(sheet: Sheet<Working>, pack: JudgementPack): CheckResult[] {
  const must = mandatoryAccounts(pack.checks, sheet.source.business.trade)
  const mandatory = (account: Account) => must.includes(account)
  const rows = sheet.source.checks.map((check, at): CheckResult => {
    const { unit, strength } = pack.checks.methods[check.method]
    const shown = check.account === 'margin' ? (unit === 'FEN' ? 'RATE' : unit) : unit === 'RATE' && check.method === 'X24' ? 'FEN' : unit
    const deviation = sheet.figure('checkDeviation', at)
    return {
      account: check.account, method: check.method, unit: shown, stated: shownValue(sheet.figure('checkStated', at), shown), check: shownValue(sheet.figure('checkValue', at), shown), deviation: decimal(deviation),
      kind: 'STATEMENT', strength, countsForVeto: deviation !== null && mandatory(check.account), evidence: [...check.evidence],
    }
  })
  return [...rows, ...equityChecks(sheet, pack), ...oralChecks(sheet)]
}

function equityChecks(sheet: Sheet<Working>, pack: JudgementPack): CheckResult[] {
  if (sheet.figure('equityGiven') !== true) return []
  const ofHousehold = sheet.figure('householdForm') === true
  const evidence = [...new Set(((ofHousehold ? sheet.source.householdEquity : sheet.source.equity)?.initial ?? []).flatMap((line) => line.evidence))]
  const row = (expected: string, deviation: string, countsForVeto: boolean): CheckResult => ({
    account: 'equity', method: 'X23', unit: 'FEN', stated: money(sheet, ofHousehold ? 'householdActual' : 'actualEquity'), check: money(sheet, expected), deviation: decimal(sheet.figure(deviation)), kind: 'STATEMENT', strength: pack.checks.methods.X23.strength, countsForVeto, evidence,
  })
  if (ofHousehold) return [row('householdExpected', 'equityDeviation', true)]
  return [row('expectedEquity', 'equityDeviation', true), row('adjustedExpectedEquity', 'adjustedEquityDeviation', false)]
}

const ORAL: readonly (readonly [Account, CheckMethod | 'ORAL', keyof CaseFile['oral'], string, string])[] = [
  ['sales', 'ORAL', 'annualSalesFen', 'annualSales', 'oralSalesDeviation'], ['margin', 'X24', 'weightedMargin', 'weightedMargin', 'oralMarginDeviation'],
  ['wage', 'ORAL', 'monthlyWageFen', 'wageMonthly', 'oralWageDeviation'], ['netProfit', 'X25', 'monthlyNetProfitFen', 'netProfitMonthly', 'oralProfitDeviation'], ['inventory', 'ORAL', 'inventoryFen', 'inventory', 'oralInventoryDeviation'],
  ['receivables', 'ORAL', 'receivablesFen', 'receivables', 'oralReceivablesDeviation'], ['payables', 'ORAL', 'payablesFen', 'payables', 'oralPayablesDeviation'],
]

/** What the file had stated of an account whose accepted value is another: that, too, was the customer's word. */
function replaced(sheet: Sheet<Working>, account: Account): Value {
  if (!(account in sheet.source.adopted)) return null
  return sheet.figure('accountStatedFigure', sheet.source.checks.findIndex((check) => check.account === account))
}

/** What the customer said against what was accepted: soft information, never the veto (R4). */
function oralChecks(sheet: Sheet<Working>): CheckResult[] {
  return ORAL.flatMap(([account, method, field, figure, deviation]): CheckResult[] => {
    const said = sheet.input(['oral', field]) ?? replaced(sheet, account)
    if (said === null) return []
    const unit = account === 'margin' ? 'RATE' : 'FEN'
    return [{ account, method, unit, stated: shownValue(sheet.figure(figure), unit), check: shownValue(said, unit), deviation: decimal(sheet.figure(deviation)), kind: 'ORAL', strength: 'WEAK', countsForVeto: false, evidence: [...sheet.source.oral.evidence] }]
  })
}

function accepted(sheet: Sheet<Working>): Assessment['accepted'] {
  return Object.entries(sheet.source.adopted).map(([account, value]) => {
    const at = sheet.source.checks.findIndex((check) => check.account === account)
    return { account: account as Account, stated: shownValue(sheet.figure('accountStatedFigure', at), account === 'margin' ? 'RATE' : 'FEN'), accepted: value }
  })
}

function limitResult(sheet: Sheet<Working>): Assessment['limit'] {
  const amount = sheet.figure('limit')
  const cap = sheet.figure('bindingCap')
  if (amount === null || typeof cap !== 'string') return null
  const caps = Object.fromEntries(CAPS.flatMap((id) => { const value = moneyOrNull(sheet, id); return value === null ? [] : [[id, value]] }))
  return { amountFen: money(sheet, 'limit'), bindingCap: cap, baseFen: money(sheet, 'limitBase'), caps }
}

function scoreResult(sheet: Sheet<Working>, pack: JudgementPack): NonNullable<Assessment['score']> {
  const points = (id: string) => { const value = sheet.figure(id); return typeof value === 'number' ? value : 0 }
  return {
    total: points('score'), grade: word(sheet, 'grade'), cappedGrade: word(sheet, 'cappedGrade'), card: pack.scorecard.version,
    indicators: Object.fromEntries(Object.keys(pack.scorecard.indicators).map((id) => [id, points(id)])),
  }
}

function priceResult(sheet: Sheet<Working>, pack: JudgementPack): Assessment['price'] {
  const rate = sheet.figure('annualRate')
  const { request } = sheet.source
  if (rate === null || !isNumber(rate) || !termsHold(request)) return null
  const limit = money(sheet, 'limit')
  const rates = ratesOfSchedule(termsOf(request, limit, rate, pack.repayment), scheduleOf(request, limit, rate, pack.repayment))
  return { annualRate: formatExact(rate, 4), aprSimple: formatExact(rates.simple, 4), aprEffective: formatExact(rates.effective, 4) }
}

function word(sheet: Sheet<Working>, id: string): string {
  const value = sheet.figure(id)
  return typeof value === 'string' ? value : ''
}

function shownValue(value: Value, unit: CheckResult['unit']): number | string | null {
  if (value === null || !isNumber(value)) return null
  return unit === 'FEN' ? roundFen(value) : unit === 'VOICES' ? roundFen(value) : decimal(value)
}

function decimal(value: Value): string | null {
  return value !== null && isNumber(value) ? formatExact(value, 4) : null
}

function money(sheet: Sheet<Working>, id: string): number {
  return moneyOrNull(sheet, id) ?? 0
}

function moneyOrNull(sheet: Sheet<Working>, id: string): number | null {
  const value: Value = sheet.figure(id)
  return value !== null && isNumber(value) ? roundFen(value as Exact) : null
}
