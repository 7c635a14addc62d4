import type { Judgement, JudgementPack } from '#common/assessment/domain'
import { isNumber } from '#common/figures/domain'
import { formatExact, sign } from '#kernel'
import { packOf } from '#loan/application/server'
import { type Question, type VisitDemands, leastMinutes } from '#loan/investigation/domain'
import type { AtWork, CaseAtHand } from '../case-at-hand.ts'
import type { Tx } from '#platform/db'

/** What the pack asks of a visit of this case. */
export interface Asked extends VisitDemands {
  readonly pack: JudgementPack
  readonly minutesLeast: number
  readonly introduced: boolean
  readonly questions: readonly Question[]
}

export async function demandsOf(tx: Tx, held: CaseAtHand, on: AtWork['on']): Promise<Asked> {
  const { pack } = await packOf(tx, held, held.draft.business.trade, on)
  const introduced = held.source === 'PERSONAL_INTRODUCTION'
  return {
    pack, introduced, minutesLeast: leastMinutes(pack.visit.plannedMinutes, pack.organisation.introducedTimeFactor, introduced),
    dual: pack.organisation.dualInvestigation, photosAtLeast: pack.soft.photosAtLeast, inquiriesAtLeast: pack.soft.sideInquiriesAtLeast, photoShows: pack.visit.photoShows, siteKinds: pack.visit.siteKinds,
    questions: [
      ...pack.visit.questions.map(({ id, block, asks }) => ({ id, block, asks, trade: null })),
      ...pack.industry.checklist.map(({ id, asks, block, answer, must, fills }) => ({ id: `industry.${id}`, block: 'INDUSTRY' as const, asks, trade: { block, answer, must, flows: [...new Set(fills.map(({ method, account }) => `${method} ${account}`))] } })),
    ],
  }
}

const TWO_PLACES = 2
/** What is worked out before leaving [S2-58], and where it stands among the figures. */
const FIGURES = [
  { id: 'averageSales', name: '月均营业额' }, { id: 'weightedMargin', name: '毛利率' }, { id: 'receivablesToMonthlySales', name: '应收与月营业额之比' },
  { id: 'inventoryToMonthlyCogs', name: '存货与月进货成本之比' }, { id: 'equityDeviation', name: '应有权益与眼见资产的偏差' },
] as const
/** Of a household that lives on wages. */
const FIGURES_OF_WAGES = [{ id: 'wageMonthly', name: '月均工资' }, { id: 'expenseShare', name: '家庭开支占收入' }, { id: 'equityDeviation', name: '应有权益与眼见资产的偏差' }] as const
const AMOUNTS = new Set<string>(['averageSales', 'wageMonthly'])
const MUST_BE_MORE = new Set<string>(['averageSales', 'weightedMargin', 'wageMonthly'])

/** The figures of the spot as the draft gives them now; `null` where it does not give one yet. */
export function figuresOf({ sheet }: Judgement): { id: string; name: string; value: string | null }[] {
  return (sheet.figure('runsBusiness') === false ? FIGURES_OF_WAGES : FIGURES).map(({ id, name }) => {
    const value = sheet.figure(id)
    const isThere = value !== null && isNumber(value) && (!MUST_BE_MORE.has(id) || sign(value) > 0)
    if (!isThere) return { id, name, value: null }
    return { id, name, value: AMOUNTS.has(id) ? formatExact(value, 0) : formatExact(value, TWO_PLACES + TWO_PLACES) }
  })
}
