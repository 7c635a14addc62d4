import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaseFile, FLAGS, HARD_RULES, type Reason, assess } from '#common/assessment/domain'
import { loadIndustry, loadShippedPack } from '#platform/packs'
import { customerNotice } from './customer-notice.ts'

const rc01 = (name: string) => CaseFile.parse(JSON.parse(readFileSync(new URL(`../../../../examples/${name}.json`, import.meta.url), 'utf8')))
const judged = (file: CaseFile) => assess(file, { ...loadShippedPack('default'), industry: loadIndustry(file.business.trade) })
const EFFECTS = ['REJECT', 'REFER', 'INCOMPLETE', 'NOTE'] as const
/** Words by which a customer could guess what was found out about him, or through whom. */
const NEVER = ['赌', '名单', '介绍', '证实', '第三', '他人', '配偶', '担保', '保证人', '邻', '举报', '黑', '失信', '欺诈', '虚假', '经营不实', '流水', '银行甲', '女儿', '风险', '标志', '拒绝']
const RULES = [...HARD_RULES.map(({ id }) => id), '5.4', 'R5', 'limit', 'grade', 'T1', 'I01']

/** Every text anywhere in a value that is long enough to be recognised. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 1 ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe('what a customer is told when the rules reject his case', () => {
  it.each(['rc-01', 'rc-01-without-gambling'])('%s: neutral, and nothing of the file in it', (name) => {
    const file = rc01(name)
    const { reasons } = judged(file)
    const notice = customerNotice(reasons).join('\n')
    expect(notice).toContain('暂不符合我行微贷业务的办理条件')
    expect(notice).toContain('我行主要考虑了目前的收支结余与已有负债水平。')
    for (const text of [...textsIn(file), ...reasons.map(({ says }) => says)]) expect(notice).not.toContain(text)
  })

  it('is the same with and without the gambling', () => {
    expect(customerNotice(judged(rc01('rc-01')).reasons)).toEqual(customerNotice(judged(rc01('rc-01-without-gambling')).reasons))
  })

  it('says the same whatever was found and whoever said it, for any reasons', () => {
    const reason = fc.record({ rule: fc.constantFrom(...RULES), flag: fc.option(fc.constantFrom(...FLAGS.map(({ id }) => id)), { nil: undefined }), effect: fc.constantFrom(...EFFECTS), says: fc.string({ minLength: 1, unit: 'grapheme' }) })
    fc.assert(fc.property(fc.array(reason, { maxLength: 12 }), fc.array(fc.string({ minLength: 1 }), { minLength: 12, maxLength: 12 }), (drawn, others) => {
      const reasons = drawn.map(({ flag, ...rest }): Reason => (flag === undefined ? rest : { ...rest, flag }))
      const notice = customerNotice(reasons)
      expect(customerNotice(reasons.map((one, at) => ({ ...one, says: others[at]! })))).toEqual(notice)
      expect(customerNotice(reasons.toReversed())).toEqual(notice)
      for (const word of [...NEVER, ...FLAGS.flatMap(({ id, name, says }) => [id, name, says]), ...HARD_RULES.flatMap(({ id, says }) => [id, says])]) expect(notice.join('\n')).not.toContain(word)
    }), { numRuns: 400 })
  })

  it('what rests on others leaves no trace: the notice reads as one without any ground', () => {
    const silent = customerNotice([])
    for (const flag of ['FR06', 'FR07', 'FR15', 'FR17', 'FR23']) expect(customerNotice([{ rule: 'H04', flag, effect: 'REJECT' }])).toEqual(silent)
    for (const rule of ['H10', 'H11', 'grade']) expect(customerNotice([{ rule, effect: 'REJECT' }])).toEqual(silent)
    expect(customerNotice([{ rule: 'H01', effect: 'NOTE' }])).toEqual(silent)
    expect(customerNotice([{ rule: 'H01', effect: 'REJECT' }, { rule: 'H05', effect: 'REJECT' }])[1]).toBe('我行主要考虑了申请人年龄、经营时间或借款用途与本产品的适用范围，以及目前的收支结余与已有负债水平。')
  })
})
