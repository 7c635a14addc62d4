import { DecideMapping, ExchangeFile, ExchangeFiles, FileQuery, FileRef, FileTaken, LARGEST_FILE, MappingRef, MappingVersionRef, Mappings, ProposeMapping, RefuseFile, SHOWN_ROWS, SkipNumber, Tried, TryMapping, checkMapping } from '#common/exchange/domain'
import type { Tx } from '#platform/db'
import { type Route, missing, route } from '#platform/http'
import { noteFetched, prepareRetry, prepareUpload, refuseFile, retryFile, skipNumber, takeUpload } from './acts.ts'
import { decideMapping, listMappings, proposeMapping } from './mappings.ts'
import type { ExchangeSurroundings } from './poll.ts'
import { openPort } from './open-port.ts'
import type { ExchangePort } from './port.ts'
import { listFiles, readExchangeFile } from './reads.ts'
import { readUntrusted } from './read-untrusted.ts'
import { bytesOf } from './send.ts'

const LARGEST_SAMPLE = 2 * 1024 * 1024

/** Files that came and went, and the mappings they are read and written by. */
export function exchangeRoutes(around: ExchangeSurroundings): Route[] {
  return [...fileRoutes(around), ...handRoutes(around), ...mappingRoutes()]
}

function fileRoutes({ files, env }: ExchangeSurroundings): Route[] {
  return [
    route({
      act: 'exchange.list', says: '文件往来：收到与发出的文件、合计与差异，以及端口最近的动作', method: 'GET', path: '/api/exchange/files', may: 'exchange.read', query: FileQuery, answer: ExchangeFiles,
      handle: ({ query, inBank }) => inBank(async (tx) => listFiles(tx, query, await portOf(tx, env))),
    }),
    route({
      act: 'exchange.read', says: '一份文件', method: 'GET', path: '/api/exchange/files/:fileId', may: 'exchange.read', params: FileRef, answer: ExchangeFile,
      handle: ({ params, inBank }) => inBank((tx) => readExchangeFile(tx, params.fileId)),
    }),
    route({
      act: 'exchange.download', says: '下载原始文件', method: 'GET', path: '/api/exchange/files/:fileId/content', may: 'exchange.file', params: FileRef, answer: 'file',
      handle: ({ params, inBank }) => inBank(async (tx) => {
        const file = await readExchangeFile(tx, params.fileId)
        return { bytes: await bytesOf(tx, files, file.hash), mediaType: 'application/octet-stream', filename: file.name }
      }),
    }),
    route({
      act: 'exchange.fetched', says: '记下发出的文件已由人取走', method: 'PUT', path: '/api/exchange/files/:fileId/fetched', may: 'exchange.file', params: FileRef, answer: ExchangeFile, repeatable: true,
      handle: ({ params, now, inBank }) => inBank(async (tx) => {
        await noteFetched(tx, params.fileId, now)
        return readExchangeFile(tx, params.fileId)
      }),
    }),
  ]
}

function handRoutes({ files }: ExchangeSurroundings): Route[] {
  return [
    route({
      act: 'exchange.upload', says: '上传对方的文件：整份收下，或逐处指出为何拒收', method: 'POST', path: '/api/exchange/:kind/files', may: 'exchange.file', params: MappingRef, upload: { largestBytes: LARGEST_FILE }, answer: FileTaken, status: 201,
      prepare: ({ params, upload, staff, inBank }) => prepareUpload(inBank, params.kind, upload, staff.bankId),
      handle: ({ params, upload, prepared, staff, businessDate: on, now, inBank }) => inBank((tx) => takeUpload(tx, files, params.kind, upload, prepared, { staff, on, now })),
    }),
    route({
      act: 'exchange.retry', says: '按现行映射重新读取已拒收的文件', method: 'POST', path: '/api/exchange/files/:fileId/retry', may: 'exchange.file', params: FileRef, answer: ExchangeFile,
      prepare: ({ params, staff, inBank }) => prepareRetry(inBank, files, params.fileId, staff.bankId),
      handle: ({ params, prepared, staff, businessDate: on, now, inBank }) => inBank((tx) => retryFile(tx, files, params.fileId, prepared, { staff, on, now })),
    }),
    route({
      act: 'exchange.refuse', says: '拒收尚未入账的文件，须说明理由', method: 'POST', path: '/api/exchange/files/:fileId/refuse', may: 'exchange.file', params: FileRef, body: RefuseFile, answer: ExchangeFile,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => refuseFile(tx, params.fileId, body.reason, { staff, on, now })),
    }),
    route({
      act: 'exchange.skip', says: '说明所等的序号不会再来，后面的文件照常入账', method: 'POST', path: '/api/exchange/files/:fileId/skip', may: 'exchange.file', params: FileRef, body: SkipNumber, answer: ExchangeFile,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => skipNumber(tx, params.fileId, body.reason, { staff, on, now })),
    }),
  ]
}

function mappingRoutes(): Route[] {
  return [
    route({
      act: 'exchange.mappings', says: '各种文件的映射与版本，以及随附映射', method: 'GET', path: '/api/exchange/mappings', may: 'exchange.read', answer: Mappings,
      handle: ({ inBank }) => inBank((tx) => listMappings(tx)),
    }),
    route({
      act: 'exchange.propose-mapping', says: '起草映射的新版本，经第二人放行后使用', method: 'POST', path: '/api/exchange/mappings/:kind', may: 'exchange.draft', params: MappingRef, body: ProposeMapping, answer: Mappings, status: 201,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => proposeMapping(tx, params.kind, body, { staff, on, now })),
    }),
    route({
      act: 'exchange.decide-mapping', says: '放行或退回映射', method: 'POST', path: '/api/exchange/mappings/:kind/:version/decision', may: 'exchange.release', params: MappingVersionRef, body: DecideMapping, answer: Mappings,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => decideMapping(tx, params.kind, params.version, body, { staff, on, now })),
    }),
    route({
      act: 'exchange.try', says: '用样本试读映射：读出的明细与每处不符；不留下任何东西', method: 'POST', path: '/api/exchange/try', may: ['exchange.draft', 'exchange.release', 'exchange.file'], body: TryMapping, upload: { largestBytes: LARGEST_SAMPLE }, answer: Tried, repeatable: true,
      prepare: async ({ body: { mapping }, upload, staff }) => {
        const faults = checkMapping(mapping)
        const nothing = { rows: [], head: {}, totals: { count: 0, totalFen: 0, okCount: 0, okFen: 0 }, refusals: [], refused: 0 }
        return { faults, ...(faults.length > 0 ? nothing : await readUntrusted(mapping, upload.bytes, { bankId: staff.bankId, rows: SHOWN_ROWS })) }
      },
      handle: ({ prepared }) => ({ ...prepared, rows: [...prepared.rows], refusals: [...prepared.refusals], head: { ...prepared.head } }),
    }),
  ]
}

async function portOf(tx: Tx, env: NodeJS.ProcessEnv): Promise<ExchangePort> {
  const bank = await tx.selectFrom('bank').select('code').where('bank_id', '=', tx.bankId).executeTakeFirst()
  if (bank === undefined) throw missing('本行')
  return openPort(bank.code, env)
}
