import { addProduct, openLine } from '#common/line/server'
import { type Day, type Fen, exact, fen, sumFen } from '#kernel'
import { refuseBeyondJointGroup } from '#loan/application/server'
import { planOf, roundingOf } from '#loan/contract/domain'
import { periodsOf } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import type { Held } from './held.ts'
import { daysOf, versionOf } from './versions.ts'

/** What was paid out, or is about to be, under a contract. */
export async function paidUnder(tx: Tx, contractId: string): Promise<{ readonly paidFen: Fen; readonly orderedFen: Fen }> {
  const rows = await tx.selectFrom('drawdown').select(['amount_fen', 'state']).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('state', 'not in', ['CANCELLED', 'REVERSED']).execute()
  const of = (isPaid: boolean) => sumFen(rows.filter(({ state }) => (state !== 'ORDERED') === isPaid).map((row) => fen(row.amount_fen)))
  return { paidFen: of(true), orderedFen: of(false) }
}

/** Writes the signed contract under its line: the one named when it was drawn up, else a new one over exactly this amount. Signed again after a redraw, the row takes the new version. */
export async function writeSigned(tx: Tx, held: Held, on: Day): Promise<{ lineId: string }> {
  const version = await versionOf(tx, held.contractId, held.version)
  const { terms } = version
  const { startsOn, firstDueOn } = daysOf(version)
  const product = { productCode: terms.product, capFen: fen(terms.amountFen) }
  const { guarantorMonths, jointFactor } = held.policy.limit
  if (terms.guarantee === 'JOINT_LIABILITY' && version.use_line_id === null) await refuseBeyondJointGroup(tx, held.customerId, terms.amountFen, { guarantorMonths, jointFactor: exact(jointFactor) })
  const lineId = version.use_line_id ?? (await openLine(tx, {
    customerId: held.customerId, unitId: held.unitId, capFen: fen(terms.amountFen), products: [product], revolving: version.revolving, guarantee: terms.guarantee,
    validFrom: on, validUntil: version.line_until as Day, resolutionId: held.resolutionId,
  })).lineId
  if (version.use_line_id !== null) await addProduct(tx, lineId, product)
  const { maturesOn } = planOf(terms, held.policy.repayment, { amountFen: fen(terms.amountFen), disbursedOn: startsOn, firstDueOn })
  const values = {
    number: held.number ?? '', line_id: lineId, customer_id: held.customerId, product_code: terms.product, amount_fen: terms.amountFen, annual_rate: terms.annualRate, method: terms.method, every: terms.every, periods: periodsOf(terms),
    day_count: held.policy.repayment.dayCount, rounding: roundingOf(held.policy.repayment), purpose: terms.purpose, signed_on: on, matures_on: maturesOn, state: 'SIGNED',
  }
  await tx.insertInto('contract').values({ bank_id: tx.bankId, contract_id: held.contractId, ...values }).onConflict((conflict) => conflict.columns(['bank_id', 'contract_id']).doUpdateSet(values)).execute()
  return { lineId }
}
