import { z } from 'zod'
import { formed } from '../form.ts'
import { group, key } from '../key.ts'
import { rule } from '../rule.ts'
import { count, each, entriesOf, listOf, money, oneOf, row, setOf, shortListOf, words } from '../values.ts'
import { SCORE_FIGURES, type ScoreFigureId } from './score-figures.ts'

export const DIMENSIONS = ['A', 'B', 'C', 'D', 'E'] as const
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const
export const grade = oneOf(...GRADES)
export type Grade = (typeof GRADES)[number]
/** A card must look at a customer from more sides than this (S1-26). */
export const INDICATORS_MORE_THAN = 20

const FIGURES = Object.keys(SCORE_FIGURES) as [ScoreFigureId, ...ScoreFigureId[]]
const bin = rule(FIGURES, { read: (text) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined), says: '分数', form: { is: 'COUNT', from: 0, to: 999 } })
/** Bins are tried in order; the first that holds gives its points, none gives 0. The first bin carries the most points. */
const indicator = row({ name: words, bins: shortListOf(bin, 20) })

export const scorecard = group({
  title: '评分卡', anchor: 'APPLICATION',
  keys: {
    version: key(formed(z.string({ error: '评分卡版本号' }).regex(/^SC-\d{4}-\d{2}$/, { error: '评分卡版本号，如 SC-2025-01' }), { is: 'TEXT', such: 'SC-2025-01' }), '评分卡版本', 'P'),
    dimensions: key(each(DIMENSIONS, row({ name: words, points: count(0, 100) })), '维度与满分', 'S1-26'),
    indicators: key(entriesOf(/^[A-E][1-9]\d?$/, indicator, '维度字母加序号，如 A1、C12'), '指标与分档', 'S1-26 P'),
    grades: key(listOf(row({ grade, from: count(0, 100) })), '等级分数线（由高到低）', 'P'),
    firstLoanCap: key(grade, '首贷最高等级', 'P'),
    restrictedGrades: key(setOf(grade), '受限等级（须抵押或保证，且限额）', 'P'),
    restrictedUpTo: key(money, '受限等级的金额上限', 'P'),
    lowestGrade: key(row({ grade, effect: oneOf('REJECT', 'REFER') }), '最低等级的后果', 'P'),
  },
})
