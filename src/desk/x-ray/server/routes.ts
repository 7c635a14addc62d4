import { packTitle, policyOn } from '#common/policy/server'
import { XRayFile } from '#desk/x-ray/domain'
import { type Route, route } from '#platform/http'
import { LARGEST_XRAY_FILE, readXRayFile, seenThrough } from './read-file.ts'

/** One file in, what it shows out; nothing of it is kept. */
export function xRayRoutes(): Route[] {
  return [
    route({
      act: 'x-ray.file', says: '上线体检：读一个文件（微贷工作簿或本行自有表格），答它说了什么；不保存', method: 'POST', path: '/api/x-ray/file', may: 'x-ray.run', upload: { largestBytes: LARGEST_XRAY_FILE }, answer: XRayFile, repeatable: true,
      prepare: ({ upload, staff }) => readXRayFile(upload.bytes, staff.bankId),
      handle: ({ prepared, upload, staff, businessDate, inBank }) => inBank(async (tx) => {
        const product = prepared.kind === 'CASE' ? { product: prepared.caseFile.request.product } : {}
        const { policy, basePack } = await policyOn(tx, businessDate, { unit: staff.unitId, ...product })
        return seenThrough(prepared, upload.filename, { pack: policy, name: packTitle(basePack) })
      }),
    }),
  ]
}
