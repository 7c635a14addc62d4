import type { z } from 'zod'
import type { CaseFile } from '#common/assessment/domain'
import { type EvidenceAdded, type EvidenceRow, asCaseEvidence } from '#common/evidence/domain'
import type { BillAttached, Detached, RowRuled, RuleRow, Submitted, WorkbookRead } from '#loan/investigation/domain'
import { ServerRefusal, api, send } from '#ui'
import type { Exchanged } from '#common/assessment/web'
import type { OpenCase } from './session-context.ts'
import { whereNow } from './visit/whereabouts.ts'

/** What the officer adds to the case beside figures; each act is one request, and the screen takes over what the server made of it. */

export async function saveDraft(caseId: string, rowVersion: number, caseFile: CaseFile): Promise<Exchanged> {
  return await send<Exchanged>('PUT', api.ofCase(caseId, 'draft'), { body: { rowVersion, caseFile: { ...caseFile, evidence: [] } } })
}

/** An act that writes the draft: what is typed is saved first; where the draft moved on elsewhere, that comes in and the act is done once more. */
async function onFresh<T>(session: OpenCase['session'], act: () => Promise<T>): Promise<T> {
  await session.save()
  try {
    return await act()
  } catch (error) {
    if (!isStale(error) || !(await session.catchUp())) throw error
    await session.save()
    return act()
  }
}

function isStale(error: unknown): boolean {
  return error instanceof ServerRefusal && error.code === 'draft.stale'
}

export interface NewFile {
  readonly file: File
  readonly kind: 'PHOTO' | 'FILE'
  readonly class: string
  readonly title: string
}

/** Adds a photo or file; a photo says where it was taken, or why nobody knows. */
export async function addFile({ caseId, session }: OpenCase, { file, kind, title, class: evidenceClass }: NewFile): Promise<{ readonly known: boolean; readonly id: string }> {
  const form = new FormData()
  form.set('class', evidenceClass)
  form.set('kind', kind)
  form.set('title', title)
  if (kind === 'PHOTO') for (const [field, value] of Object.entries(await whereTaken())) form.set(field, value)
  if (kind === 'PHOTO') form.set('takenAt', new Date(file.lastModified).toISOString())
  form.set('file', file)
  const { evidence, known } = await send<z.output<typeof EvidenceAdded>>('POST', api.ofCase(caseId, 'evidence'), { body: form })
  take(session, evidence)
  return { known, id: evidence.evidenceId }
}

export async function addNote({ caseId, session }: OpenCase, note: { readonly class: string; readonly title: string; readonly text: string }): Promise<void> {
  take(session, await send<EvidenceRow>('POST', api.ofCase(caseId, 'notes'), { body: note }))
}

/** Reads a bill or a firm's invoices into the case. The server writes the draft too. */
export async function addBill({ caseId, session }: OpenCase, file: File, { kind, owner, outsideShare }: { kind: 'bills' | 'invoices'; owner: string; outsideShare: string }): Promise<BillAttached> {
  const answer = await onFresh(session, () => {
    const form = new FormData()
    form.set('rowVersion', String(session.rowVersion))
    if (owner !== '') form.set('owner', owner)
    if (outsideShare !== '') form.set('outsideShare', outsideShare)
    form.set('file', file)
    return send<BillAttached>('POST', api.ofCase(caseId, kind), { body: form })
  })
  receiveFlows(session, answer.draft)
  return answer
}

/** Has a filled workbook read against the draft as it stands; nothing is written. */
export async function readWorkbook({ caseId, session }: OpenCase, file: File): Promise<WorkbookRead> {
  return await onFresh(session, () => {
    const form = new FormData()
    form.set('rowVersion', String(session.rowVersion))
    form.set('file', file)
    return send<WorkbookRead>('POST', api.ofCase(caseId, 'workbook'), { body: form })
  })
}

/** Saves what a workbook made of the draft, at the row version it was read with. */
export async function acceptWorkbook({ caseId, session }: OpenCase, { rowVersion, caseFile }: WorkbookRead): Promise<void> {
  const saved = await saveDraft(caseId, rowVersion, caseFile)
  const { evidence: _, ...parts } = caseFile
  session.receive(saved.rowVersion, parts)
}

/** What statements give to a draft: checks, accounts, evidence. */
function receiveFlows(session: OpenCase['session'], { rowVersion, caseFile }: BillAttached['draft']): void {
  session.receive(rowVersion, { checks: caseFile.checks, bankFlows: caseFile.bankFlows, evidence: caseFile.evidence })
}

/** Rules that a row of a statement counts as a sale or does not; the checks follow. */
export async function ruleRow({ caseId, session }: OpenCase, evidenceId: string, ruling: Omit<RuleRow, 'rowVersion'>): Promise<RowRuled> {
  const answer = await onFresh(session, () => send<RowRuled>('POST', api.ruleBillRow(caseId, evidenceId), { body: { rowVersion: session.rowVersion, ...ruling } }))
  receiveFlows(session, answer.draft)
  return answer
}

/** Takes evidence off the case; checks a bill gave go with it. */
export async function detach({ caseId, session }: OpenCase, evidenceId: string, reason: string): Promise<void> {
  await session.save()
  const { draft } = await send<Detached>('POST', api.evidenceDetach(caseId, evidenceId), { body: { reason } })
  receiveFlows(session, draft)
}

export async function submit({ caseId, session }: OpenCase): Promise<z.output<typeof Submitted>> {
  await session.save()
  try {
    return await send<z.output<typeof Submitted>>('POST', api.ofCase(caseId, 'submit'), { body: { rowVersion: session.rowVersion } })
  } catch (error) {
    // What came in must be seen before it is submitted.
    if (isStale(error)) await session.catchUp()
    throw error
  }
}

function take(session: OpenCase['session'], row: EvidenceRow): void {
  const others = session.store.caseFile.evidence.filter(({ id }) => id !== row.evidenceId)
  session.receive(session.rowVersion, { evidence: [...others, asCaseEvidence(row)] })
}

/** Where a photo was taken, as fields of a form. */
export async function whereTaken(): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await whereNow()).map(([field, value]) => [field, String(value)]))
}
