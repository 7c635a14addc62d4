import { LARGEST } from '#common/evidence/domain'
import { READS_CASES } from '#common/staff/domain'
import { LayoutProposed, LayoutRef, LayoutSaved, SaveLayout, SavedLayouts, type Statement, faultsOf, integrityOf, joinAccounts, propose } from '#common/statement/domain'
import { InvalidInput, Refusal } from '#kernel'
import { type Route, route } from '#platform/http'
import { knownName, listLayouts, retireLayout, saveLayout } from './layout-store.ts'
import { readSampleOf, readStatement } from './read-untrusted.ts'

/** Layouts a bank teaches by hand: an unknown export is dropped, its columns named, and it is known from then on. */
export function layoutRoutes(): Route[] {
  return [
    route({
      act: 'bill-layout.list', says: '本行记住的流水版式', method: 'GET', path: '/api/bill-layouts', may: READS_CASES, answer: SavedLayouts,
      handle: ({ inBank }) => inBank(async (tx) => ({ layouts: await listLayouts(tx) })),
    }),
    route({
      act: 'bill-layout.propose', says: '读出未知流水的表格并提出各列的含义，不保存', method: 'POST', path: '/api/bill-layouts/propose', may: 'case.investigate', upload: { largestBytes: LARGEST.BILL }, answer: LayoutProposed, repeatable: true,
      prepare: async ({ upload, staff }) => readSampleOf(upload.bytes, { bankId: staff.bankId }),
      handle: ({ prepared, inBank }) => inBank(async (tx) => {
        const { header, layout } = propose(prepared.rows.map(({ cells }) => cells))
        return { source: prepared.source, count: prepared.count, rows: prepared.rows.map(({ row, cells }) => ({ row, cells: [...cells] })), header, layout, known: await knownName(tx, layout.titles) }
      }),
    }),
    route({
      act: 'bill-layout.save', says: '记住一种流水版式：须能读通所附文件的每一行', method: 'POST', path: '/api/bill-layouts', may: 'case.investigate', body: SaveLayout, upload: { largestBytes: LARGEST.BILL }, answer: LayoutSaved, status: 201,
      prepare: async ({ upload, staff, body }) => {
        const [first, ...rest] = faultsOf(body.layout).map((message) => ({ code: 'bill-layout.fault', message, at: '/layout/columns', expected: '每列一种含义，日期与金额必有' }))
        if (first !== undefined) throw new InvalidInput([first, ...rest], rest.length + 1)
        return refuseOther(await readStatement(upload.bytes, { bankId: staff.bankId, taught: [{ id: 'taught', layout: body.layout }] }))
      },
      handle: ({ body, prepared, staff, businessDate: on, now, inBank }) => inBank(async (tx) => {
        const layout = await saveLayout(tx, body.layout, prepared.rows.length, { staff, on, now })
        return { layout, rows: prepared.rows.length, ...replayed(prepared) }
      }),
    }),
    route({
      act: 'bill-layout.retire', says: '停用一种流水版式', method: 'POST', path: '/api/bill-layouts/:layoutId/retire', may: 'case.investigate', params: LayoutRef, answer: SavedLayouts,
      handle: ({ params, staff, businessDate: on, now, inBank }) => inBank(async (tx) => {
        await retireLayout(tx, params.layoutId, { staff, on, now })
        return { layouts: await listLayouts(tx) }
      }),
    }),
  ]
}

/** The sample must be read by what was just taught, and hold rows. */
function refuseOther(statement: Statement): Statement {
  if (statement.format !== 'taught-taught') throw new Refusal({ code: 'bill-layout.not-used', message: '所附文件没有按这份版式读取', expected: '列名行与所附文件一致' }, 422)
  if (statement.rows.length === 0) throw new Refusal({ code: 'bill-layout.no-rows', message: '所附文件没有一行明细', expected: '至少一行明细的流水文件' }, 422)
  return statement
}

/** Whether the balances of the sample follow each other: the best sign that the columns were named right. */
function replayed(statement: Statement): { breaks: number; balance: 'HOLDS' | 'BROKEN' | 'UNKNOWN' } {
  const accounts = joinAccounts([{ evidenceId: '', statement }]).map(({ rows }) => integrityOf(rows.map(({ row }) => row)))
  const breaks = accounts.reduce((sum, each) => sum + each.breaks.length, 0)
  return { breaks, balance: accounts.some(({ verdict }) => verdict === 'UNKNOWN') ? 'UNKNOWN' : breaks === 0 ? 'HOLDS' : 'BROKEN' }
}
