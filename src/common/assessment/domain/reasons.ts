import type { Sheet } from '#common/figures/domain'
import { formatValue, isNumber } from '#common/figures/domain'
import { type Exact, compare } from '#kernel'
import type { Working } from './axes.ts'
import { incompleteness } from './completeness.ts'
import { FLAGS } from './formulas/flags.ts'
import { HARD_RULES } from './formulas/rules.ts'
import { TRAPS } from './formulas/traps.ts'
import type { JudgementPack } from './judgement-graph.ts'
import type { Effect, Reason } from './reason.ts'
import { termMonths } from './offer.ts'
import { fill } from './sentences.ts'

const COMPUTED_RULES = new Set(['H05', 'H06', 'H07', 'H11'])

/** Every rule the case breaks, in the order of the chapters; never only the first. */
export function reasonsOf(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const holds = (id: string) => sheet.figure(id) === true
  const say = (text: string) => fill(text, sheet)
  return [
    ...hardRules(pack, holds, say),
    ...incompleteness(sheet, pack),
    ...(holds('hardStop') ? [{ rule: 'R5', says: say('报表偏差 {maxStatementDeviation} 超过 {policy.checks.hardStopDeviation}，须重新调查'), effect: 'INCOMPLETE' as const }] : []),
    ...(sheet.figure('unexplainedChecks') === 0 ? [] : [{ rule: 'R5', says: say('有 {unexplainedChecks} 项偏差超过 {policy.checks.deviationTolerance}，尚未说明原因'), effect: 'INCOMPLETE' as const }]),
    ...raisedFlags(sheet, pack, holds, say),
    ...(sheet.figure('unexplainedDeviations') === 0 ? [] : [{ rule: '5.1', says: say('软信息有 {unexplainedDeviations} 项偏差未作合理性解释'), effect: 'INCOMPLETE' as const }]),
    ...brokenIdentities(sheet, pack),
    ...TRAPS.filter((trap) => holds(trap.id)).map((trap) => ({ rule: trap.id, says: trap.says, effect: trap.handled ? ('NOTE' as const) : ('INCOMPLETE' as const) })),
    ...lending(sheet, pack, say),
  ]
}

function hardRules(pack: JudgementPack, holds: (id: string) => boolean, say: (text: string) => string): Reason[] {
  return HARD_RULES.flatMap(({ id, unless, ...rule }): Reason[] => {
    if (!holds(id)) return []
    const says = unless !== undefined && !holds(unless.figure) ? unless.says : rule.says
    const effect = pack.admission.hardRules[id]
    if (id !== 'H04') return [{ rule: id, says: say(says), effect, ...(COMPUTED_RULES.has(id) ? { computed: true } : {}) }]
    const hit = FLAGS.filter((flag) => (pack.admission.rejectingFlags as readonly string[]).includes(flag.id) && holds(flag.id))
    if (hit.length === 0) return [{ rule: id, flag: 'FR10', says: say('未结清贷款机构 {in.creditReport.institutions} 家，达到拒绝线 {policy.flags.multiLendersReject} 家'), effect }]
    return hit.map((flag) => ({ rule: id, flag: flag.id, says: say(flag.says), effect, ...(flag.id === 'FR12' ? { computed: true } : {}) }))
  })
}

function brokenIdentities(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  return (Object.keys(pack.statements.identities) as (keyof typeof pack.statements.identities)[]).flatMap((id): Reason[] => {
    if (sheet.figure(id) !== false) return []
    const effect = pack.statements.identities[id] === 'BLOCK' ? 'INCOMPLETE' : 'NOTE'
    return [{ rule: id, says: `勾稽不符：${sheet.definition(id).name}${id === 'I14' ? missingDebts(sheet) : ''}`, effect }]
  })
}

/** Which lenders report more than the balance sheet lists, and how much of it is missing. */
function missingDebts(sheet: Sheet<Working>): string {
  const report = sheet.source.creditReport
  const missing = (figure: string, lenders: readonly { readonly lender: string }[]) => lenders.flatMap(({ lender }, at) => {
    const value = sheet.figure(figure, at)
    return typeof value === 'number' && value > 0 ? [`${lender} ${formatValue(value, 'FEN')} 元`] : []
  })
  const all = [...missing('loanNotListed', report?.loans ?? []), ...missing('cardNotListed', report?.cards ?? [])]
  return all.length === 0 ? '' : `，未列入：${all.join('、')}`
}

type FlagEffect = JudgementPack['flags']['effects'][keyof JudgementPack['flags']['effects']]
/** What a flag does by itself. REJECT acts through H04, a block waits for what is missing, doubt goes to a second person. */
const FLAG_EFFECTS: Readonly<Record<FlagEffect, Effect>> = {
  FLAG: 'NOTE', EXPLAIN: 'NOTE', EXCLUDE_FLOW: 'NOTE', NO_GUARANTEE: 'NOTE', LOWER_CAP: 'NOTE', SECOND_REVIEWER: 'REFER', FRAUD_REVIEW: 'REFER', COMMITTEE: 'REFER', NO_CREDIT_LOAN: 'NOTE', BLOCK: 'INCOMPLETE', REJECT: 'REJECT',
}

function raisedFlags(sheet: Sheet<Working>, pack: JudgementPack, holds: (id: string) => boolean, say: (text: string) => string): Reason[] {
  return FLAGS.flatMap(({ id, says }): Reason[] => {
    if (!holds(id) || (pack.admission.rejectingFlags as readonly string[]).includes(id)) return []
    const declared = pack.flags.effects[id as keyof JudgementPack['flags']['effects']]
    // Someone related to the staff may borrow, but never without security.
    const effect = declared === 'NO_CREDIT_LOAN' && sheet.source.request.guarantee === 'CREDIT' ? 'REJECT' : FLAG_EFFECTS[declared]
    return [{ rule: '5.4', flag: id, says: say(says), effect }]
  })
}

/** Affordability tests on the final amount, and what the grade allows (chapters 6.2, 6.3). */
function lending(sheet: Sheet<Working>, pack: JudgementPack, say: (text: string) => string): Reason[] {
  const limit = number(sheet, 'limit')
  if (limit === null) return []
  const { request } = sheet.source
  const months = termMonths(request)
  const { minMonths, maxMonths } = pack.limit.productCaps
  const term: Reason[] = months < minMonths || months > maxMonths ? [{ rule: 'capProduct', says: `期限 ${months} 个月，产品要求 ${minMonths} 至 ${maxMonths} 个月`, effect: 'REFER' }] : []
  if (compare(limit, 0) <= 0) return [...term, { rule: 'limit', says: say(`可贷额度为 0：{bindingCap} ${formatValue(sheet.figure('limitBase'), 'FEN')} 元，折扣后 {limitAfterHaircut} 元，低于起贷金额 {policy.limit.productCaps.minAmount}`), effect: 'REJECT', computed: true }]
  /** A ratio that could not be computed has nothing to fall short of. */
  const under = (id: string, key: readonly string[]) => {
    const [value, least] = [number(sheet, id), sheet.policy(key)]
    return value !== null && least !== null && isNumber(least) && compare(value, least) < 0
  }
  const reasons: Reason[] = [...term]
  if (compare(number(sheet, 'openingCash') ?? 0, 0) < 0) reasons.push({ rule: '3.4', says: say('放款后现金 {openingCash} 元为负：放款日用款超过现有现金与贷款之和'), effect: 'INCOMPLETE' })
  if (under('coverage', ['limit', 'coverageAtLeast'])) reasons.push({ rule: 'coverage', says: say('偿债覆盖倍数 {coverage}，低于 {policy.limit.coverageAtLeast}'), effect: 'REFER' })
  if (under('stressedCoverage', ['limit', 'stressCoverage'])) reasons.push({ rule: 'stress', says: say('销售下降 {policy.limit.stressSalesDrop} 时覆盖倍数 {stressedCoverage}，低于 {policy.limit.stressCoverage}'), effect: 'REFER' })
  if (under('severeCoverage', ['limit', 'stressCoverage'])) reasons.push({ rule: 'stress-severe', says: say('销售下降 {policy.limit.stressWarningDrop} 时覆盖倍数 {severeCoverage}'), effect: 'NOTE' })
  if (under('dscr', ['limit', 'dscrAtLeast'])) reasons.push({ rule: 'dscr', says: say('全部债务覆盖率 {dscr}，低于 {policy.limit.dscrAtLeast}'), effect: 'REFER' })
  if (compare(number(sheet, 'structuralGap') ?? 1, 0) <= 0) reasons.push({ rule: 'NEED-REF', says: say('营运资金量 {workingCapitalNeed} 元不高于自有营运资金 {ownWorkingCapital} 元，没有结构性缺口，须说明资金用途的季节性依据'), effect: 'NOTE' })
  return [...reasons, ...byGrade(sheet, pack, say)]
}

function byGrade(sheet: Sheet<Working>, pack: JudgementPack, say: (text: string) => string): Reason[] {
  const grade = sheet.figure('grade')
  if (grade === pack.scorecard.lowestGrade.grade) return [{ rule: 'grade', says: say('评分 {score}，等级 {grade}，低于准入等级'), effect: pack.scorecard.lowestGrade.effect, computed: true }]
  const secured = sheet.source.request.guarantee !== 'CREDIT' && sheet.figure('FR05') !== true
  if (sheet.figure('gradeRestricted') !== true) return []
  if (!secured) return [{ rule: 'grade', says: say('评分 {score}，等级 {grade}：须有抵押或有效保证'), effect: 'REFER', computed: true }]
  return sheet.figure('bindingCap') === 'capRestricted' ? [{ rule: 'grade', says: say('评分 {score}，等级 {grade}（按 {scoredAmount} 元评定）：最多 {capRestricted} 元'), effect: 'NOTE', computed: true }] : []
}

function number(sheet: Sheet<Working>, id: string): Exact | null {
  const value = sheet.figure(id)
  return value !== null && isNumber(value) ? value : null
}
