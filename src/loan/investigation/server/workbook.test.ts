import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildBook } from '#common/workbook/domain'
import { readCells, writeXlsx } from '#common/workbook/server'
import { packFor } from '../../../../sim/cases.ts'
import type { WorkbookRead } from '#loan/investigation/domain'
import { type Branch, draftOf, fillGc01, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const send = (caseId: string, rowVersion: number, bytes: Buffer) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/workbook`, { body: { rowVersion: String(rowVersion) }, file: { filename: 'workbook.xlsx', mediaType: TYPE, bytes } })

it('a case goes out as a workbook and comes back unchanged; that of another case, an old draft and a file that is none are known as such', async () => {
  const [caseId, other] = [await openCase(branch), await openCase(branch)]
  const rowVersion = await fillGc01(branch, caseId)
  const file = await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/workbook`)
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, TYPE])
  expect([...(await readCells(file.rawPayload)).keys()]).toEqual(expect.arrayContaining(['说明', '信贷历史', '软信息', '侧面调查', '应收', '预付', '存货', '固定资产', '毛利检验', '损益表', '现金流', '权益检验', '交叉检验', '评分与额度', '还款计划', '行业清单', '政策参数']))
  const answer = await send(caseId, rowVersion, file.rawPayload)
  expect(answer.statusCode).toBe(200)
  expect(answer.json<WorkbookRead>()).toMatchObject({ rowVersion, changes: [], notes: [] })
  expect(answer.json<WorkbookRead>().caseFile).toEqual((await draftOf(branch, caseId)).caseFile)
  expect((await send(other, await fillGc01(branch, other), file.rawPayload)).json()).toMatchObject({ code: 'workbook.other-case' })
  expect((await send(caseId, rowVersion - 1, file.rawPayload)).statusCode).toBe(409)
  expect((await send(caseId, rowVersion, Buffer.from('no workbook'))).statusCode).toBeGreaterThanOrEqual(400)
}, 120_000)

it('answers typed on the checklist flow into the checks as on the phone; evidence of which the case knows nothing is told by its cell [S1-01] [S1-17]', async () => {
  const caseId = await openCase(branch)
  const rowVersion = await fillGc01(branch, caseId)
  const { caseFile } = await draftOf(branch, caseId)
  const pack = packFor(caseFile.business.trade)
  const book = buildBook({ pack, policy: 'offline' }, caseFile)
  const [list, proof] = ['行业清单', '凭据'].map((name) => book.grids.find((grid) => grid.name === name)!)
  const answering = async (version: number, answer: (answer: string) => string | number) => {
    pack.industry.checklist.forEach((item, at) => { if (item.fills.length > 0) list!.set(at + 4, 6, { value: answer(item.answer), look: 'input' }) })
    return send(caseId, version, Buffer.from(await writeXlsx(book)))
  }
  const { top, room } = book.placed.get('/evidence')!
  proof!.set(top + room - 1, 1, { value: 'E-99', look: 'input' })
  const plausible = (kind: string) => (kind === 'YES_NO' ? '是' : kind === 'SHARE' ? 0.25 : kind === 'TEXT' ? '见现场记录' : 120)
  const told = (await answering(rowVersion, plausible)).json<WorkbookRead>()
  expect(told.changes.map(({ place }) => place)).toEqual(expect.arrayContaining([expect.stringMatching(/^检验 X\d\d /)]))
  expect(told.caseFile.checks.length).toBeGreaterThan(caseFile.checks.length)
  expect(told.notes).toEqual(expect.arrayContaining([expect.stringContaining(`A${top + room - 1}「E-99」 没有导入`)]))
  const wrong = await answering(rowVersion, (kind) => (kind === 'AMOUNT' ? '很多' : '120'))
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json<{ errors: { code: string; at: string; value: string; expected: string }[] }>().errors).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'workbook.cell', at: expect.stringMatching(/^\/行业清单\/F\d+$/), value: '很多', expected: expect.stringContaining('金额') })]))
  const saved = await branch.as(branch.officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...told.caseFile, evidence: [] } } })
  expect(saved.statusCode).toBe(200)
  const twice = (await answering(saved.json<{ rowVersion: number }>().rowVersion, plausible)).json<WorkbookRead>()
  expect(twice.caseFile.checks).toEqual(told.caseFile.checks)
}, 60_000)
