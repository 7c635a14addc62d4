import { CaseFile, assess } from './index.ts'
import { read } from '#kernel'
import { loadIndustry, shippedIndustryCodes } from '#platform/packs'
import { describe, expect, it } from 'vitest'
import { exampleText, packFor } from '../../../../sim/cases.ts'
import { checkByHand } from '../../../../sim/checks-by-hand.ts'
import { scoreByHand } from '../../../../sim/score-by-hand.ts'
import { lendingByHand } from '../../../../sim/shop-by-hand.ts'

/** One worked shop a trade; FMCG wholesale is GC-01. The figures are worked out a second time, in whole fractions and with nothing of the program. */
const SHOPS = ['grocery-retail', 'catering', 'hardware-materials', 'clothing-retail', 'fresh-produce', 'small-manufacturing', 'transport', 'planting-breeding', 'e-commerce'] as const
const shop = (trade: string) => read(CaseFile, JSON.parse(exampleText(trade)))
type Expected = ReturnType<typeof assess>
const printed = (trade: string): Expected => JSON.parse(exampleText(`${trade}.expected`)) as Expected

it('every trade with a pack of its own has a worked shop', () => {
  expect(['fmcg-wholesale', 'general', ...SHOPS].sort()).toEqual(shippedIndustryCodes())
})

describe.each(SHOPS)('the worked shop of %s', (trade) => {
  const caseFile = shop(trade)
  const expected = printed(trade)
  const industry = loadIndustry(trade)
  const hand = lendingByHand(caseFile)
  const { books } = hand

  it('is judged as printed', () => {
    expect(JSON.parse(JSON.stringify(assess(caseFile, packFor(trade))))).toEqual(expected)
  })

  it('has statements and equity to the fen', () => {
    expect(expected.statements).toEqual({
      totalAssetsFen: books.assets.round(), totalLiabilitiesFen: books.liabilities.round(), actualEquityFen: books.own.round(), annualSalesFen: books.annualSales.round(),
      netProfitMonthlyFen: books.profitMonthly.round(), disposableMonthlyFen: books.disposable.round(), weightedMargin: books.margin.toText(),
    })
    expect([expected.equity.expectedFen, expected.equity.deviation]).toEqual([books.expected.round(), books.equityDeviation.toText()])
  })

  it('has every check to the fen, none further off than 5 %, with at least four methods for sales that fit the trade', () => {
    const checked = caseFile.checks.map((check, at) => {
      const done = checkByHand(check, books, industry)
      if (done === null) return null
      const value = expected.checks[at]?.unit === 'FEN' ? done.value.round() : done.value.toText()
      return { value, deviation: done.against.minus(done.value).over(done.against).toText(), small: !done.against.minus(done.value).over(done.against).size.reaches('0.050000001') }
    })
    expect(checked.map((one, at) => [one?.value ?? expected.checks[at]?.check, one?.deviation ?? null])).toEqual(caseFile.checks.map((_, at) => [expected.checks[at]?.check, expected.checks[at]?.deviation]))
    expect(checked.every((one) => one === null || one.small)).toBe(true)
    const used = new Set(caseFile.checks.filter(({ account }) => account === 'sales' || account === 'output').map(({ method }) => method))
    expect(industry.salesMethods.filter((method) => used.has(method as never)).length).toBeGreaterThanOrEqual(4)
    expect(expected.identities.filter(({ holds }) => !holds)).toEqual([])
  })

  it('has its limit, every cap, the instalment and the price to the fen', () => {
    expect(expected.limit).toEqual({ amountFen: hand.limit, baseFen: hand.base.round(), bindingCap: Object.entries(hand.caps).find(([, cap]) => hand.base.reaches(cap))?.[0], caps: Object.fromEntries(Object.entries(hand.caps).map(([id, cap]) => [id, cap.round()])) })
    expect([expected.instalmentFen, expected.coverage, expected.price]).toEqual([hand.instalment, hand.coverage.toText(), { annualRate: hand.rate.toText(), aprSimple: hand.rate.toText(), aprEffective: hand.effective.toText() }])
  })

  it('has its score, indicator by indicator, and is proposed', () => {
    const points = scoreByHand(caseFile, industry, hand)
    expect(expected.score?.indicators).toEqual(points)
    expect(expected.score?.total).toBe(Object.values(points).reduce((sum, points) => sum + points, 0))
    expect([expected.decision, expected.vetoEnabled, expected.flags, expected.traps, expected.accepted]).toEqual(['PROPOSE', false, [], [], []])
  })
})
