import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '#platform/audit'
import { type TestDatabase, testDatabase } from '#platform/db'
import { openFileStore } from '#platform/files'
import { demonstrationSignIns, loadDemonstration } from './demonstration.ts'

let db: TestDatabase
const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-demonstration-'))
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => {
  await db.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the demonstration', () => {
  it('is loaded once, with cases in every state', async () => {
    const place = { database: db.database, ownerUrl: db.ownerUrl, files: await openFileStore(folder, '') }
    await loadDemonstration(place)
    const count = async (): Promise<unknown> => db.asOwner(`select b.code, a.state || coalesce(' ' || i.state, '') as state, count(*)::int as cases, max(v.decision) as decision from application a join bank b using (bank_id)
      left join investigation i using (bank_id, case_id) left join investigation_version v using (bank_id, case_id) group by 1, 2 order by 1, 2`)
    const first = await count()
    await loadDemonstration(place)
    expect(await count()).toEqual(first)
    expect(first).toEqual([
      { code: 'baiyun', state: 'ADMITTED DRAFT', cases: 1, decision: null },
      { code: 'baiyun', state: 'FILED', cases: 1, decision: null },
      { code: 'hengchuan', state: 'ADMITTED DRAFT', cases: 2, decision: null },
      { code: 'hengchuan', state: 'ADMITTED REJECTED_BY_RULE', cases: 2, decision: 'REJECT' },
      { code: 'hengchuan', state: 'ADMITTED RETURNED', cases: 1, decision: 'PROPOSE' },
      { code: 'hengchuan', state: 'ADMITTED SUBMITTED', cases: 3, decision: 'REFER' },
      { code: 'hengchuan', state: 'DECLINED', cases: 1, decision: null },
      { code: 'hengchuan', state: 'FILED', cases: 1, decision: null },
      { code: 'hengchuan', state: 'WITHDRAWN DRAFT', cases: 1, decision: null },
      { code: 'linhu', state: 'ADMITTED DRAFT', cases: 1, decision: null },
      { code: 'linhu', state: 'ADMITTED RETURNED', cases: 1, decision: 'PROPOSE' },
      { code: 'linhu', state: 'ADMITTED SUBMITTED', cases: 1, decision: 'PROPOSE' },
      { code: 'linhu', state: 'FILED', cases: 1, decision: null },
      { code: 'qingshan', state: 'ADMITTED DRAFT', cases: 2, decision: null },
    ])
    expect(await db.asOwner('select today::text, demonstration from business_day join bank using (bank_id)')).toEqual(Array.from({ length: 4 }, () => ({ today: '2025-03-12', demonstration: true })))
  })

  it('leaves whole audit chains', async () => {
    const { findings, links } = await verifyAudit(db.database)
    expect(findings).toEqual([])
    expect(links).toBeGreaterThan(300)
  })

  it('prints who may sign in', () => {
    expect(demonstrationSignIns()[0]).toContain('wang.lei（客户经理）')
  })
})
