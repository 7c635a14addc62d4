import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCells } from '#common/workbook/server'
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
