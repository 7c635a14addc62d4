import type { CaseFile } from '#common/assessment/domain'
import type { InvoiceProfile } from '#common/statement/domain'
import { packOf } from '#loan/application/server'
import { type BillReading, bankFlowsOf, caseFlows, invoicesShown, shownReading } from '#loan/investigation/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { Day } from '#kernel'
import { INVOICES, readBills, readRulings, readStatements } from './bill-store.ts'
import { readCase } from './case-at-hand.ts'

/** All statements and invoices of a case as they are read together, and which checks and flags they went into. */
export async function readBillReading(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<BillReading> {
  const held = await readCase(tx, staff, caseId)
  const { pack } = await packOf(tx, held, held.draft.business.trade, on)
  const { ever, attached } = await readBills(tx, caseId)
  const reading = caseFlows(await readStatements(tx, caseId, new Map()), held.draft, pack, await readRulings(tx, caseId))
  const invoices = attached.filter(({ format }) => format === INVOICES)
  return {
    ...shownReading(reading), uses: usesOf(held.draft, ever, bankFlowsOf(reading, held.draft).length),
    invoices: invoices.map((bill) => ({ evidenceId: bill.evidence_id, title: bill.title, ...invoicesShown(bill.summary as InvoiceProfile, held.draft, pack) })),
  }
}

/** The checks and flags that rest on what was imported. */
function usesOf(draft: CaseFile, ever: ReadonlySet<string>, accounts: number): BillReading['uses'] {
  const checks = draft.checks.filter(({ evidence }) => evidence.length > 0 && evidence.every((id) => ever.has(id)))
  return [
    ...checks.map(({ method, account }) => ({ what: method, says: account === 'bankDeposit' ? '检验银行存款' : '检验销售额' })),
    ...(accounts === 0 ? [] : [{ what: 'FR03', says: `快进快出：按 ${accounts} 个账户的日均余额与日内转出判断` }, { what: 'FR11', says: '长期紧张：按余额接近零的月数判断' }, { what: 'FR19', says: '材料存疑：按余额是否连续、结息是否相符判断' }]),
  ]
}
