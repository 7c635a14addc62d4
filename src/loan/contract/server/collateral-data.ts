import type { FieldData } from '#common/document/domain'
import { fen, sumFen } from '#kernel'
import type { Tx } from '#platform/db'
import { collateralOf } from './collateral-reads.ts'
import type { Held } from './held.ts'

/** What papers print of the collateral of a file. */
export async function collateralData(tx: Tx, { contractId, policy }: Held): Promise<FieldData> {
  const items = (await collateralOf(tx, { contractId }, policy)).filter(({ state }) => state === 'PLEDGED')
  const owners = [...new Set(items.map(({ ownerName }) => ownerName))].join('、')
  return {
    有抵押: items.length > 0,
    抵押物: items.map((one) => ({ 抵押物名称: one.item, 抵押物权属人: one.ownerName, 权属证号: one.titleNumber, 抵押物坐落: one.place, 评估价值: one.valuations[0]?.valueFen ?? 0, 担保金额: one.pledgedFen })),
    抵押人姓名: owners, 抵押人住址: [...new Set(items.map(({ place }) => place))].join('、'),
    抵押物价值合计: sumFen(items.map((one) => fen(one.valuations[0]?.valueFen ?? 0))), 最高担保金额: sumFen(items.map((one) => fen(one.pledgedFen))),
  }
}
