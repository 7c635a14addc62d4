import { type Day, type Exact, type Fen, absolute, compare, daysBetween, divide, exact, fen, formatYuan, larger, monthsBetween, multiply, roundFen, subtract } from '#kernel'

const DAYS_OF_YEAR = 365

/** Why our figures and those of the core bank may part. */
export const CAUSES = { RATE: '利率不同', DAY_COUNT: '计息天数不同', LATE_FILE: '文件未到', MANUAL_POSTING: '核心手工记账', ROUNDING: '尾差', UNKNOWN: '原因不明' } as const satisfies Record<string, string>
export type Cause = keyof typeof CAUSES

/** Figures compared each day. */
export const COMPARED = { STATE: '借据状态', BALANCE: '本金余额', DUE_PRINCIPAL: '拖欠本金', DUE_INTEREST: '拖欠利息', ACCRUED: '应计利息', RATE: '年利率', CLASS: '风险分类' } as const satisfies Record<string, string>
export type Compared = keyof typeof COMPARED

/** The figures of a note on one side; null where the core bank's file does not carry one. */
export interface Figures {
  readonly state: string
  readonly balanceFen: number
  readonly duePrincipalFen: number | null
  readonly dueInterestFen: number | null
  /** Interest of the running period up to the day. */
  readonly accruedFen: number | null
  readonly annualRate: string | null
  readonly riskClass: string | null
}

/** The running period of our own plan, for trying out other ways to count its days. */
export interface RunningPeriod {
  readonly from: Day
  readonly to: Day
  readonly interestFen: number
}

/** A note as both sides see it on a day, with what else is known of the day. */
export interface Pair {
  readonly on: Day
  readonly ours: Figures
  /** None: the core bank's file of the day does not name the note. */
  readonly theirs: Figures | null
  readonly period: RunningPeriod | null
  /** A statement of this day, or of one before it since our last agreement, has not come. */
  readonly statementMissing: boolean
  /** Transactions of the core bank on this note that were posted by hand, money in less money out; principal where the file says it. */
  readonly manual: { readonly amountFen: number; readonly principalFen: number | null } | null
  readonly roundingFen: number
}

export interface DifferingFigure {
  readonly figure: Compared
  readonly ours: string
  readonly theirs: string
  /** Core bank less ours, of money. */
  readonly deltaFen: number | null
}

/** What differs, why, and what showed it. */
export interface CoreDifference {
  readonly cause: Cause
  readonly why: string
  readonly figures: readonly DifferingFigure[]
  readonly balanceDeltaFen: Fen
  readonly totalDeltaFen: Fen
}

/** The figures in which the two sides differ. */
export function differing({ ours, theirs }: Pick<Pair, 'ours' | 'theirs'>): DifferingFigure[] {
  if (theirs === null) return [{ figure: 'STATE', ours: ours.state, theirs: 'MISSING', deltaFen: null }]
  const found: DifferingFigure[] = []
  if (ours.state !== theirs.state) found.push({ figure: 'STATE', ours: ours.state, theirs: theirs.state, deltaFen: null })
  const money = (figure: Compared, a: number | null, b: number | null): void => {
    if (a !== null && b !== null && a !== b) found.push({ figure, ours: String(a), theirs: String(b), deltaFen: b - a })
  }
  money('BALANCE', ours.balanceFen, theirs.balanceFen)
  money('DUE_PRINCIPAL', ours.duePrincipalFen, theirs.duePrincipalFen)
  money('DUE_INTEREST', ours.dueInterestFen, theirs.dueInterestFen)
  money('ACCRUED', ours.accruedFen, theirs.accruedFen)
  if (ours.annualRate !== null && theirs.annualRate !== null && compare(exact(ours.annualRate), exact(theirs.annualRate)) !== 0) found.push({ figure: 'RATE', ours: ours.annualRate, theirs: theirs.annualRate, deltaFen: null })
  if (ours.riskClass !== null && theirs.riskClass !== null && ours.riskClass !== theirs.riskClass) found.push({ figure: 'CLASS', ours: ours.riskClass, theirs: theirs.riskClass, deltaFen: null })
  return found
}

/**
 * What differs on a note, by cause. A note may have several: each figure goes to the first rule that explains it, in the
 * order of how sure the rule is, and what none explains is UNKNOWN.
 */
export function differencesOf(pair: Pair): CoreDifference[] {
  let left = differing(pair)
  const found: CoreDifference[] = []
  for (const { cause, explains } of RULES) {
    const why = left.length === 0 ? undefined : explains(pair, left)
    if (why === undefined) continue
    const own = left.filter((one) => why.figures.includes(one.figure))
    if (own.length === 0) continue
    found.push(difference(cause, why.says, own))
    left = left.filter((one) => !own.includes(one))
  }
  return left.length === 0 ? found : [...found, difference('UNKNOWN', says(left), left)]
}

interface Explained {
  readonly says: string
  readonly figures: readonly Compared[]
}
interface CauseRule {
  readonly cause: Cause
  readonly explains: (pair: Pair, left: readonly DifferingFigure[]) => Explained | undefined
}

const BOOK_FIGURES = ['STATE', 'BALANCE', 'DUE_PRINCIPAL', 'DUE_INTEREST', 'ACCRUED', 'CLASS'] as const

const RULES: readonly CauseRule[] = [
  { cause: 'MANUAL_POSTING', explains: manualPosting },
  { cause: 'LATE_FILE', explains: lateFile },
  { cause: 'RATE', explains: otherRate },
  { cause: 'DAY_COUNT', explains: (pair, left) => otherDayCount(pair, left, 0) },
  { cause: 'ROUNDING', explains: rounding },
  { cause: 'DAY_COUNT', explains: (pair, left) => otherDayCount(pair, left, pair.roundingFen) },
]

/** Hand postings the core bank's statement shows and that are in no repayment of ours; where it says their principal, it must fit. */
function manualPosting({ manual }: Pair, left: readonly DifferingFigure[]): Explained | undefined {
  if (manual === null || !touchesBook(left)) return undefined
  const moved = left.find(({ figure }) => figure === 'BALANCE')?.deltaFen ?? 0
  if (manual.principalFen !== null && moved !== -manual.principalFen) return undefined
  return { says: `核心流水有手工记账，合计 ${formatYuan(manual.amountFen)} 元，不在约定的还款之内`, figures: BOOK_FIGURES }
}

/** Balances are newer than the transactions we have. */
function lateFile({ statementMissing, on }: Pair, left: readonly DifferingFigure[]): Explained | undefined {
  if (!statementMissing || !touchesBook(left)) return undefined
  return { says: `余额文件已到而 ${on} 或以前的交易流水未到`, figures: BOOK_FIGURES }
}

function touchesBook(left: readonly DifferingFigure[]): boolean {
  return left.some(({ figure }) => figure === 'BALANCE' || figure === 'DUE_PRINCIPAL' || figure === 'DUE_INTEREST' || figure === 'STATE')
}

/** The rate itself differs, with it what accrues, and by no more than a year of the difference where instalments went. */
function otherRate({ ours, theirs }: Pair, left: readonly DifferingFigure[]): Explained | undefined {
  const rate = left.find(({ figure }) => figure === 'RATE')
  if (rate === undefined || theirs === null) return undefined
  const most = roundFen(multiply(larger(ours.balanceFen, theirs.balanceFen), absolute(subtract(exact(rate.theirs), exact(rate.ours)))))
  return { says: `我方年利率 ${rate.ours}，核心 ${rate.theirs}`, figures: ['RATE', ...interestFigures(left, most)] }
}

/** Figures another way of reckoning interest moves: what accrues, and by up to `mostFen` what was set off. */
function interestFigures(left: readonly DifferingFigure[], mostFen: number): Compared[] {
  const small = left.filter(({ figure, deltaFen }) => (figure === 'BALANCE' || figure === 'DUE_PRINCIPAL') && Math.abs(deltaFen ?? 0) <= mostFen)
  return ['ACCRUED', 'DUE_INTEREST', ...small.map(({ figure }) => figure)]
}

/** A few fen, no more than the policy pack lets pass as rounding. */
function rounding({ roundingFen }: Pair, left: readonly DifferingFigure[]): Explained | undefined {
  const small = left.filter(({ deltaFen }) => deltaFen !== null && Math.abs(deltaFen) <= roundingFen)
  return small.length === 0 ? undefined : { says: `相差不超过 ${roundingFen} 分`, figures: small.map(({ figure }) => figure) }
}

/** Ways to count the running period: yearly interest on the principal × a share of the year. */
const COUNTS: readonly { readonly name: string; readonly share: (period: RunningPeriod, days: number) => Exact }[] = [
  { name: '实际天数/360', share: (_, days) => divide(days, 360) },
  { name: '实际天数/365', share: (_, days) => divide(days, DAYS_OF_YEAR) },
  { name: '按月（30/360）', share: ({ from, to }, days) => divide(multiply(divide(monthsBetween(from, to), 12), days), daysBetween(from, to)) },
]

/** The core bank's interest is the plain product of principal, rate and days by another count. */
function otherDayCount({ on, ours, theirs, period }: Pair, left: readonly DifferingFigure[], withinFen: number): Explained | undefined {
  if (!left.some(({ figure }) => figure === 'ACCRUED') || period === null || theirs?.accruedFen === null || theirs === null || ours.annualRate === null) return undefined
  const { accruedFen } = theirs
  const yearly = multiply(baseOf(ours), exact(ours.annualRate))
  const days = Math.max(0, daysBetween(period.from, on < period.to ? on : period.to))
  const count = COUNTS.find(({ share }) => Math.abs(roundFen(multiply(yearly, share(period, days))) - accruedFen) <= withinFen)
  return count === undefined ? undefined : { says: `核心的应计利息正合按${count.name}计算`, figures: interestFigures(left, roundFen(divide(yearly, 12))) }
}

/** Principal that bears the running interest: what has fallen due bears penalty instead. */
function baseOf({ balanceFen, duePrincipalFen }: Figures): Fen {
  return fen(balanceFen - (duePrincipalFen ?? 0))
}

function difference(cause: Cause, why: string, figures: readonly DifferingFigure[]): CoreDifference {
  const delta = (of: readonly DifferingFigure[], sum: (value: number) => number): Fen => fen(of.reduce((total, one) => total + sum(one.deltaFen ?? 0), 0))
  return { cause, why, figures, balanceDeltaFen: delta(figures.filter(({ figure }) => figure === 'BALANCE'), (value) => value), totalDeltaFen: delta(figures, Math.abs) }
}

function says(left: readonly DifferingFigure[]): string {
  return left.some(({ theirs }) => theirs === 'MISSING') ? '核心当日余额文件中没有这张借据' : `${left.map(({ figure }) => COMPARED[figure]).join('、')}不符，现有规则不能解释`
}
