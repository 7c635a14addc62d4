import { type BillChecks, type AttachBill, type BillAttached, type BillRead, type Detached, bankFlowsOf, billChecks, caseFlows, invoiceChecks, statedNotInvoiced, statedOutsideShare, withBankFlows, withBillChecks } from '#loan/investigation/domain'
import type { InvoiceProfile, Statement } from '#common/statement/domain'
import { type FileEvidence, attachFile, detachEvidence, readEvidence } from '#common/evidence/server'
import { packOf } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { INVOICES, type ReadFile, readBills, readRulings, readStatements, writeBill } from './bill-store.ts'
import { type AtWork, type CaseAtHand, takeUp } from './case-at-hand.ts'
import { readDraft } from './reads.ts'
import { writeDraft } from './save-draft.ts'

/** A bill or a firm's invoices on the case: kept as evidence, its rows stored, its checks put into the draft. A file sent twice changes nothing. */
export async function attachBill(tx: Tx, work: AtWork, file: FileEvidence, read: ReadFile, { rowVersion, outsideShare }: AttachBill): Promise<BillAttached> {
  const held = await takeUp(tx, work, 'attach', rowVersion)
  const { evidenceId, known } = await attachFile(tx, file, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
  if (!known) await writeBill(tx, work.caseId, evidenceId, read)
  const justRead = new Map(read.kind === 'BILL' ? [[evidenceId, read.statement]] : [])
  const { checks, notes } = await renewChecks(tx, work, held, { kind: read.kind, outsideShare, justRead })
  if (!known) {
    await record(tx, {
      caseId: work.caseId, act: 'investigation.attach-bill', who: work.staff.id, businessDate: work.on,
      body: { evidenceId, sha256: file.sha256, kind: file.kind, title: file.title, methods: checks.map(({ method }) => method) },
    })
  }
  return { evidence: await readEvidence(tx, work.caseId, evidenceId), known, bill: shown(read), checks: [...checks], notes: [...notes], draft: await readDraft(tx, work.staff, work.caseId) }
}

/** Takes evidence off an open case; the checks a bill gave go with it. */
export async function detach(tx: Tx, work: AtWork, evidenceId: string, reason: string): Promise<Detached> {
  const held = await takeUp(tx, work, 'detach')
  const { title } = await detachEvidence(tx, evidenceId, reason, { caseId: work.caseId, by: work.staff.id, now: work.now })
  await renewChecks(tx, work, held)
  await record(tx, { caseId: work.caseId, act: 'investigation.detach', who: work.staff.id, businessDate: work.on, body: { evidenceId, title, reason } })
  return { draft: await readDraft(tx, work.staff, work.caseId) }
}

/** Computes the checks of all bills on the case anew and puts them in place of those bills gave before. */
export async function renewChecks(tx: Tx, work: AtWork, held: CaseAtHand, asked: { kind?: ReadFile['kind']; outsideShare?: string | undefined; justRead?: ReadonlyMap<string, Statement> } = {}): Promise<BillChecks> {
  const { ever, attached } = await readBills(tx, work.caseId)
  if (ever.size === 0) return { checks: [], notes: [] }
  const { draft } = held
  const share = (kind: ReadFile['kind']): string | undefined => (asked.kind === kind ? asked.outsideShare : undefined)
  const { pack } = await packOf(tx, held, draft.business.trade, work.on)
  const reading = caseFlows(await readStatements(tx, work.caseId, asked.justRead ?? new Map()), draft, pack, await readRulings(tx, work.caseId))
  const flows = billChecks(reading, draft, share('BILL') ?? statedOutsideShare(draft.checks, ever) ?? '0', pack)
  const invoices = attached.filter(({ format }) => format === INVOICES).map((bill) => invoiceChecks(bill.summary as InvoiceProfile, draft, share('INVOICES') ?? statedNotInvoiced(draft.checks, bill.evidence_id), [bill.evidence_id]))
  const given = { checks: [flows, ...invoices].flatMap(({ checks }) => checks), notes: [flows, ...invoices].flatMap(({ notes }) => notes) }
  await writeDraft(tx, work, held, { ...draft, checks: withBillChecks(draft.checks, given.checks, ever), bankFlows: withBankFlows(draft.bankFlows, bankFlowsOf(reading, draft), ever) })
  return given
}

function shown(read: ReadFile): BillRead {
  if (read.kind === 'INVOICES') return { format: INVOICES, name: '增值税发票清单', summary: { ...read.profile }, warnings: [] }
  return { format: read.statement.format, name: read.statement.layoutName, summary: { ...read.statement.summary }, warnings: [...read.statement.warnings] }
}
