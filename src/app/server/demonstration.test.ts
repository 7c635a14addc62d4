import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildArchive, gatherPieces, itemsOf, verifyArchive } from '#desk/dossier/server'
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
  it('is loaded once, with cases in every state', { timeout: 240_000 }, async () => {
    const place = { database: db.database, ownerUrl: db.ownerUrl, files: await openFileStore(folder, '') }
    await loadDemonstration(place)
    const count = async (): Promise<unknown> => db.asOwner(`select b.code, string_agg(distinct p.state, ' ' order by p.state) as states, count(*)::int as cases from case_progress p join bank b using (bank_id) group by 1 order by 1`)
    const first = await count()
    await loadDemonstration(place)
    expect(await count()).toEqual(first)
    expect(first).toEqual([
      { code: 'baiyun', states: 'APPLIED CURRENT INVESTIGATING', cases: 3 },
      { code: 'hengchuan', states: 'ADMISSION_REJECTED APPLIED ASSIGNED COMMITTEE CONDITIONS_OPEN CURRENT INVESTIGATING REJECTED REJECTED_BY_RULE REPORT_SUBMITTED RETURNED REVIEWED SIGNED WITHDRAWN', cases: 34 },
      { code: 'linhu', states: 'APPLIED CURRENT INVESTIGATING REPORT_SUBMITTED RETURNED', cases: 5 },
      { code: 'qingshan', states: 'ASSIGNED CURRENT INVESTIGATING', cases: 3 },
    ])
    expect(await db.asOwner('select today::text, demonstration from business_day join bank using (bank_id)')).toEqual(Array.from({ length: 4 }, () => ({ today: '2025-03-12', demonstration: true })))
  })

  it('shows each kind of customer: wages, a farm, a group that carries its first loan, a pledged home, a raised limit, a second product [S3-03, S4-42, S2-13]', async () => {
    const rows = await db.asOwner(`select c.name, v.decision, v.limit_fen::int from investigation_version v join application a using (bank_id, case_id) join customer c using (bank_id, customer_id) join bank b using (bank_id) where b.code = 'hengchuan' and c.name in ('程远志', '田守望', '孙大成', '段永福', '文秀兰') order by c.name`)
    expect(rows).toEqual([['孙大成', 4_100_000], ['文秀兰', 6_000_000], ['段永福', 9_500_000], ['田守望', 4_700_000], ['程远志', 6_000_000]].map(([name, limit]) => ({ name, decision: 'PROPOSE', limit_fen: limit })))
    const [second] = await db.asOwner(`select json_array_length(i.draft->'carried') > 3 as carried, (i.draft->'previousCase'->>'amountFen')::bigint > 0 as before from investigation i join application a using (bank_id, case_id) join customer c using (bank_id, customer_id) where c.name = '罗明辉' and a.product = '设备贷款'`)
    expect(second).toEqual({ carried: true, before: true })
    expect(await db.asOwner(`select state, count(*)::int as entries from customer_service group by state order by state`)).toEqual([{ state: 'OFFERED', entries: 2 }, { state: 'OPENED', entries: 8 }])
  })

  it('leaves whole audit chains', async () => {
    const { findings, links } = await verifyAudit(db.database)
    expect(findings).toEqual([])
    expect(links).toBeGreaterThan(300)
  })

  it('the file of a loan paid out is exported whole: nothing missing up to the money', async () => {
    const [loan] = await db.asOwner(`select p.bank_id, p.case_id from case_progress p join bank b using (bank_id) join application a using (bank_id, case_id) where b.code = 'hengchuan' and p.state = 'CURRENT'`)
    const files = await openFileStore(folder, '')
    const bankId = Number(loan!['bank_id'])
    const bytes = await db.database.inBank(bankId, async (tx) => {
      const caseId = String(loan!['case_id'])
      const { items, chain } = await itemsOf(tx, caseId, '2025-03-12')
      return (await buildArchive(tx, { bank: '衡川农商银行', caseId, number: 'SQ', by: '徐岚', on: '2025-03-12', at: '2025-03-12T08:00:00.000Z' }, items, await gatherPieces(tx, files, caseId, chain))).bytes
    })
    const report = await verifyArchive(bytes)
    expect(report.findings).toEqual([])
    expect(report.items).toEqual({ PRESENT: 17, NOT_YET: 1, NONE: 7 })
    expect(report.seals.map(({ day }) => day)).toEqual(['2025-03-03', '2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07'])
  }, 120_000)

  it('prints who may sign in', () => {
    expect(demonstrationSignIns()[0]).toContain('wang.lei（客户经理）')
  })
})
