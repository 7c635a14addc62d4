import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { z } from 'zod'
import { CaseFile, type CaseFileInput } from '#common/assessment/domain'
import { checkCharacter } from '#common/customer/domain'
import type { FileApplication } from '#loan/application/domain'
import type { Draft } from '#loan/investigation/domain'
import { assert, day } from '#kernel'
import { testDatabase, twoBanks } from '#platform/db'
import { openFileStore } from '#platform/files'
import { ask, buildServer, testStaff, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { routesOf } from '../../../../app/server/routes.ts'
import type { Branch } from './branch-type.ts'
import { askBureau, visitShop } from './visit-shop.ts'

export type { Branch } from './branch-type.ts'

/** Opens a branch; `now` is its wall clock where a test is about the time of day. */
export async function openBranch(now: () => Date = () => new Date()): Promise<Branch> {
  const db = await testDatabase()
  const banks = await twoBanks(db, day('2025-03-12'))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-files-'))
  const routes = routesOf({ files: await openFileStore(folder, '') })
  const app = await buildServer({ database: db.database, routes, now, logger: createLogger({ level: 'silent' }) })
  return {
    db, app, routes, banks,
    officer: await testStaff(db.database, banks[0], { posts: ['OFFICER'], name: '王磊' }),
    assistant: await testStaff(db.database, banks[0], { posts: ['OFFICER'], name: '李娜' }),
    reviewer: await testStaff(db.database, banks[0], { posts: ['REVIEWER'], name: '张伟' }),
    supervisor: await testStaff(db.database, banks[0], { posts: ['AREA_SUPERVISOR'], name: '孙主管' }),
    as: (who, method, url, options) => ask(app, who, method, url, options),
    close: async () => {
      await app.close()
      await db.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const gc01: CaseFile = CaseFile.parse(JSON.parse(readFileSync(new URL('../../../../../examples/gc-01.json', import.meta.url), 'utf8')))

let people = 0

/** A request body for a customer nobody has yet. */
export function newCustomer(name = '王建国'): { name: string; customerType: string; idNumber: string; phone: string } {
  const serial = String(++people).padStart(9, '0') // of the place and of the order, nine digits in all
  const first17 = `${serial.slice(0, 6)}19830511${serial.slice(6)}`
  return { name, customerType: 'SELF_EMPLOYED', idNumber: first17 + checkCharacter(first17), phone: `1380000${String(people).padStart(4, '0')}` }
}

/** The intake of GC-01 for a customer. */
export function intake(customerId: string, assistId: string | null = null): z.input<typeof FileApplication> {
  const { product, guarantee, amountFen, periods, method, purpose, ownContributionFen } = gc01.request
  const { phone, residence, marriage, children, property, staffRelated } = gc01.applicant
  const { name, trade, city, startedOn, licensed, premises, leaseEndsOn } = gc01.business
  return {
    customerId, source: 'STREET_CANVASS', bureauAuthorisedOn: '2025-03-11', assistId, spouseName: gc01.spouse?.name ?? null,
    parties: [{ role: 'SPOUSE', name: '李梅', relation: '配偶' }, { role: 'GUARANTOR', name: '李强', relation: '妻弟' }],
    identification: { how: 'ORIGINAL_SEEN' }, told: ['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE'], lists: { outcome: 'CLEAR', says: '本行名单与失信被执行人均未命中' },
    consents: [{ kind: 'PERSONAL_DATA', signedOn: '2025-03-11', note: '柜面存档' }, ...[null, 0, 1].map((party) => ({ kind: 'BUREAU' as const, signedOn: '2025-03-11', note: '柜面存档', party }))],
    received: ['ID_CARD', 'MARRIAGE', 'LICENCE', 'PREMISES', 'RESIDENCE', 'FLOWS', 'GUARANTOR_ID'], documentsComplete: true,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel: '夏季饮料备货', purposeFen: 19_000_000 },
    applicant: { phone, residence, marriage, children, property, staffRelated },
    business: { name, trade, city, startedOn, licensed, premises, leaseEndsOn },
  }
}

/** An admitted case with an empty draft; returns its id. */
export async function openCase({ as, officer, assistant }: Branch): Promise<string> {
  const customer = await as(officer, 'POST', '/api/customers', { body: newCustomer() })
  const filed = await as(officer, 'POST', '/api/cases', { body: intake(customer.json<{ customerId: string }>().customerId, assistant.staffId) })
  assert(filed.statusCode === 201, `the application is filed: ${filed.body}`)
  const { caseId } = filed.json<{ caseId: string }>()
  const admitted = await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
  assert(admitted.statusCode === 200, `the application is admitted: ${admitted.body}`)
  return caseId
}

/** The draft of a case as its lead reads it. */
export async function draftOf({ as, officer }: Branch, caseId: string): Promise<Draft> {
  return (await as(officer, 'GET', `/api/cases/${caseId}/draft`)).json<Draft>()
}

/** Puts the figures of GC-01 into the draft, each piece of its evidence as a note, then visits the shop and asks the bureau; returns the row version. */
export async function fillGc01(branch: Branch, caseId: string, change: (file: CaseFile) => CaseFile = (file) => file): Promise<number> {
  return fill(branch, caseId, gc01, change)
}

/** The same with the figures of any worked case. */
export async function fill(branch: Branch, caseId: string, worked: CaseFile, change: (file: CaseFile) => CaseFile = (file) => file): Promise<number> {
  const { as, officer } = branch
  const ids = new Map<string, string>()
  for (const { id, class: kind, title } of worked.evidence) {
    const note = await as(officer, 'POST', `/api/cases/${caseId}/notes`, { body: { class: kind, title, text: title } })
    ids.set(id, note.json<{ evidenceId: string }>().evidenceId)
  }
  const caseFile = change(renamed(worked, ids))
  const { rowVersion } = await draftOf(branch, caseId)
  const saved = await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })
  assert(saved.statusCode === 200, `the draft is saved: ${saved.body}`)
  await askBureau(branch, caseId)
  await visitShop(branch, caseId)
  return (await draftOf(branch, caseId)).rowVersion
}

/** The review gives the investigation back. */
export async function giveBack({ as }: Branch, who: TestStaff, caseId: string, says: string): ReturnType<Branch['as']> {
  return as(who, 'POST', `/api/cases/${caseId}/review/return`, { body: { reasons: ['OTHER'], says } })
}

/** Fills and submits GC-01; returns the version. */
export async function submitGc01(branch: Branch, caseId: string, change?: (file: CaseFile) => CaseFile): Promise<number> {
  const rowVersion = await fillGc01(branch, caseId, change)
  const submitted = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
  assert(submitted.statusCode === 200, `the investigation is submitted: ${submitted.body}`)
  return submitted.json<{ version: number }>().version
}

function renamed(file: CaseFile, ids: ReadonlyMap<string, string>): CaseFile {
  const text = JSON.stringify({ ...file, evidence: [] } satisfies CaseFileInput, (key, value: unknown) => (key === 'evidence' && Array.isArray(value) ? value.map((id: unknown) => ids.get(String(id)) ?? id) : value))
  return CaseFile.parse(JSON.parse(text))
}
