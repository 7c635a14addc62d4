import type { FieldData } from '#common/document/domain'
import { Refusal, fen, sumFen } from '#kernel'
import type { Tx } from '#platform/db'
import { collateralOf } from './collateral-reads.ts'
import type { Held } from './held.ts'

/** Whoever signs, as far as a mortgage names him as owner. */
export interface Owner { readonly name: string; readonly idNumber: string }

/** What papers print of the collateral of a file; every owner is the borrower or someone entered to sign. */
export async function collateralData(tx: Tx, { contractId, policy }: Held, signers: readonly Owner[]): Promise<FieldData> {
  const items = (await collateralOf(tx, { contractId }, policy)).filter(({ state }) => state === 'PLEDGED')
  const owners = [...new Set(items.flatMap(({ ownerName }) => ownerName.split(/[、,，和]/).map((name) => name.trim()).filter((name) => name !== '')))]
  const idNumbers = owners.map((name) => {
    const signer = signers.find((one) => one.name === name)
    if (signer === undefined) throw new Refusal({ code: 'contract.owner-not-signing', message: `抵押物所有人${name}未登记为签字人`, at: '/parties', value: name, expected: '先登记为抵押人、配偶或共同借款人' }, 422)
    return signer.idNumber
  })
  return {
    有抵押: items.length > 0,
    抵押物: items.map((one) => ({ 抵押物名称: one.item, 抵押物权属人: one.ownerName, 权属证号: one.titleNumber, 抵押物坐落: one.place, 评估价值: one.valuations[0]?.valueFen ?? 0, 担保金额: one.pledgedFen })),
    抵押人姓名: owners.join('、'), 抵押人证件号码: idNumbers.join('、'), 抵押人住址: [...new Set(items.map(({ place }) => place))].join('、'),
    抵押物价值合计: sumFen(items.map((one) => fen(one.valuations[0]?.valueFen ?? 0))), 最高担保金额: sumFen(items.map((one) => fen(one.pledgedFen))),
  }
}
