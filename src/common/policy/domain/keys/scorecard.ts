import { z } from 'zod'
import { formed } from '../form.ts'
import { group, key } from '../key.ts'
import { rule } from '../rule.ts'
import { count, each, listOf, money, oneOf, row, setOf, words } from '../values.ts'

/** The figures a bin may ask for; each is computed by the judgement under this name. Gaps and deviations are absolute values. */
export const SCORE_FIGURES = [
  'coverage', 'netMargin', 'postLoanDebtRatio', 'debtToMonthlySales', 'minClosingToInstalment',
  'worstOverdueDays', 'overdueCount', 'cardUtilisation', 'inquiries3m', 'openLenders', 'onlineLenders', 'onlineLoansToEquity',
  'yearsInBusiness', 'premises', 'largestCustomerShare', 'supplierYears', 'inventoryDaysGap', 'receivablesOver90Share', 'salesGrowth',
  'localNative', 'residenceYears', 'property', 'spouseConsent', 'unexplainedDeviations', 'positiveVoices', 'negativeVoices', 'habits',
  'twoMethodShare', 'maxDeviation', 'deviationsExplained', 'equityDeviation', 'mortgageCover', 'guarantorCover', 'guarantorRelation', 'openFlags',
] as const

export const INDICATORS = [
  'A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2', 'B3', 'B4', 'B5', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7',
  'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'E1', 'E2', 'E3', 'E4',
] as const
export const DIMENSIONS = ['A', 'B', 'C', 'D', 'E'] as const
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const
export const grade = oneOf(...GRADES)
export type Grade = (typeof GRADES)[number]

const bin = rule(SCORE_FIGURES, { read: (text) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined), says: '分数', form: { is: 'COUNT', from: 0, to: 999 } })
/** Bins are tried in order; the first that holds gives its points, none gives 0. The first bin carries the most points. */
const indicator = row({ name: words, bins: listOf(bin) })

export const scorecard = group({
  title: '评分卡', anchor: 'APPLICATION',
  keys: {
    version: key(formed(z.string({ error: '评分卡版本号' }).regex(/^SC-\d{4}-\d{2}$/, { error: '评分卡版本号，如 SC-2025-01' }), { is: 'TEXT' }), '评分卡版本', 'P'),
    dimensions: key(each(DIMENSIONS, row({ name: words, points: count(0, 100) })), '维度与满分', 'S1-26'),
    indicators: key(each(INDICATORS, indicator), '指标与分档', 'S1-26 P'),
    grades: key(listOf(row({ grade, from: count(0, 100) })), '等级分数线（由高到低）', 'P'),
    firstLoanCap: key(grade, '首贷最高等级', 'P'),
    restrictedGrades: key(setOf(grade), '受限等级（须抵押或保证，且限额）', 'P'),
    restrictedUpTo: key(money, '受限等级的金额上限', 'P'),
    lowestGrade: key(row({ grade, effect: oneOf('REJECT', 'REFER') }), '最低等级的后果', 'P'),
  },
})
