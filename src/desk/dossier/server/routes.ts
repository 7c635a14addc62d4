import { buffer } from 'node:stream/consumers'
import { READS_CASES } from '#common/staff/domain'
import { Dossier, ExportRef, Exported } from '#desk/dossier/domain'
import { CaseRef } from '#loan/application/domain'
import { readApplication } from '#loan/application/server'
import { type Route, missing, route } from '#platform/http'
import { type FileStore, readStoredFile } from '#platform/files'
import { exportDossier } from './export-dossier.ts'
import { readDossier } from './read-dossier.ts'

/** The due-diligence file of a case: its 25 items, and the archive to take away. */
export function dossierRoutes({ files }: { readonly files: FileStore }): Route[] {
  return [
    route({
      act: 'dossier.read', says: '尽职案卷 25 项：齐备、逾时、缺失', method: 'GET', path: '/api/cases/:caseId/dossier', may: READS_CASES, params: CaseRef, answer: Dossier,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readDossier(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'dossier.export', says: '导出案卷压缩包，银行签名，可脱离系统核对', method: 'POST', path: '/api/cases/:caseId/dossier/exports', may: 'dossier.export', params: CaseRef, answer: Exported, status: 201,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank((tx) => exportDossier(tx, files, { staff, caseId: params.caseId, on: businessDate, now })),
    }),
    route({
      act: 'dossier.download', says: '取一次导出的案卷压缩包', method: 'GET', path: '/api/cases/:caseId/dossier/exports/:exportId/file', may: 'dossier.export', params: ExportRef, answer: 'file',
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        const { number } = await readApplication(tx, staff, params.caseId)
        const row = await tx.selectFrom('dossier_export as e').select(['e.file_hash', 'e.exported_on']).where('e.bank_id', '=', tx.bankId).where('e.case_id', '=', params.caseId).where('e.export_id', '=', params.exportId).executeTakeFirst()
        const stored = row && (await readStoredFile(tx, files, row.file_hash))
        if (row === undefined || stored === undefined) throw missing('导出')
        return { bytes: await buffer(stored.content), mediaType: stored.mediaType, filename: `案卷-${number}-${row.exported_on}.zip` }
      }),
    }),
  ]
}
