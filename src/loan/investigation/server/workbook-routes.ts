import { READS_CASES } from '#common/staff/domain'
import { type TypedBook, answersOf, buildBook, changesOf, evidenceNotTaken, identify, markOf, overwritten, readBook, storeResults } from '#common/workbook/domain'
import { LARGEST_WORKBOOK, WORKBOOK_TYPE, readWorkbook, writeXlsx } from '#common/workbook/server'
import { type Day, Refusal } from '#kernel'
import { CaseRef } from '#loan/application/domain'
import { packOf } from '#loan/application/server'
import { WorkbookRead, WorkbookRef, WorkbookUpload, refuseStale, withAnswers } from '#loan/investigation/domain'
import type { Staff } from '#platform/auth'
import { type Tx, businessDate } from '#platform/db'
import { type Route, missing, route } from '#platform/http'
import { shippedIndustryCodes } from '#platform/packs'
import { CLOCK, nameOf, readCase } from './case-at-hand.ts'
import { readDraft } from './reads.ts'

/** The workbook of a case out and in again; an empty one of a trade. A file somebody sends is read in a child process. */
export function workbookRoutes(): Route[] {
  return [
    route({
      act: 'investigation.workbook', says: '本案的调查工作簿（xlsx），公式可在 Excel、WPS 中独立测算', method: 'GET', path: '/api/cases/:caseId/workbook', may: READS_CASES, params: CaseRef, answer: 'file',
      handle: async ({ params, staff, inBank }) => {
        const { pack, policy, caseFile } = await inBank((tx) => basisOf(tx, staff, params.caseId))
        return { bytes: Buffer.from(await writeXlsx(storeResults(buildBook({ pack, policy }, caseFile), caseFile))), mediaType: WORKBOOK_TYPE, filename: `调查工作簿 ${caseFile.id}.xlsx` }
      },
    }),
    route({
      act: 'investigation.empty-workbook', says: '某行业的空白调查工作簿（xlsx）', method: 'GET', path: '/api/workbooks/:trade', may: READS_CASES, params: WorkbookRef, answer: 'file',
      handle: async ({ params, staff, businessDate: on, inBank }) => {
        if (!shippedIndustryCodes().includes(params.trade)) throw missing('该行业的工作簿')
        const { pack, name } = await inBank((tx) => packOf(tx, { appliedOn: on, unitId: staff.unitId, product: '小微贷款' }, params.trade, on))
        return { bytes: Buffer.from(await writeXlsx(buildBook({ pack, policy: name }, null))), mediaType: WORKBOOK_TYPE, filename: `空白调查工作簿 ${pack.industry.name}.xlsx` }
      },
    }),
    route({
      act: 'investigation.read-workbook', says: '读回调查工作簿：逐格核对，列出将改动之处；不写入', method: 'POST', path: '/api/cases/:caseId/workbook', may: 'case.investigate', params: CaseRef, body: WorkbookUpload, upload: { largestBytes: LARGEST_WORKBOOK }, answer: WorkbookRead,
      prepare: ({ upload, staff }) => readWorkbook(upload.bytes, staff.bankId),
      handle: ({ params, staff, body, prepared, inBank }) => inBank((tx) => readBack(tx, staff, params.caseId, body.rowVersion, prepared)),
    }),
  ]
}

async function basisOf(tx: Tx, staff: Staff, caseId: string) {
  const held = await readCase(tx, staff, caseId)
  const { caseFile } = await readDraft(tx, staff, caseId)
  const { pack, name } = await packOf(tx, held, caseFile.business.trade, (await businessDate(tx)) as Day)
  return { held, pack, policy: name, caseFile }
}

/** Holds a workbook against the draft as it is now; a draft that has moved on since is said before anything is compared. */
async function readBack(tx: Tx, staff: Staff, caseId: string, rowVersion: number, file: TypedBook): Promise<WorkbookRead> {
  const { held, pack, policy, caseFile } = await basisOf(tx, staff, caseId)
  if (rowVersion !== held.rowVersion) throw refuseStale(rowVersion, { rowVersion: held.rowVersion, savedBy: await nameOf(tx, held.savedBy), savedAt: CLOCK.format(new Date(held.savedAt)) })
  const identity = identify(file)
  const wrong = (message: string, value: string, expected: string) => new Refusal({ code: 'workbook.other-case', message, value, expected }, 422)
  if (identity.caseId !== null && identity.caseId !== caseFile.id) throw wrong(`工作簿是案件 ${identity.caseId} 的`, identity.caseId, `本案 ${caseFile.id} 的工作簿，或空白工作簿`)
  if (identity.trade !== pack.industry.code) throw wrong(`工作簿是「${identity.trade}」行业的`, identity.trade, `「${pack.industry.name}」（${pack.industry.code}）的工作簿`)
  const { answers, strangers } = answersOf(file, pack.industry.checklist)
  const { caseFile: after, notes } = withAnswers(readBook(file, identity, caseFile), answers, pack.industry)
  const samePack = identity.mark === markOf(pack)
  const typedOver = samePack ? overwritten(buildBook({ pack, policy }, identity.caseId === null ? null : caseFile, identity.rooms), file) : []
  return {
    rowVersion: held.rowVersion, changes: changesOf(caseFile, after, identity), caseFile: after,
    notes: [
      ...notes, ...evidenceNotTaken(file, identity, caseFile, after),
      ...(strangers.length === 0 ? [] : [`行业清单 ${strangers.join('、')} 的问题不在本案的清单内，没有导入`]),
      ...(samePack ? [] : [`工作簿按「${identity.policy}」制作，与本案现行政策「${policy}」不同：只读入填写的数据，结果以系统测算为准`]),
      ...(typedOver.length === 0 ? [] : [`${typedOver.length} 个公式单元格被改写，已忽略：${typedOver.slice(0, 20).join('、')}${typedOver.length > 20 ? ' 等' : ''}`]),
    ],
  }
}
