import { type ExchangeFile, type FileKind, type FileRead, FILE_KIND_NAMES, directionOf } from '#common/exchange/domain'
import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type Upload, missing } from '#platform/http'
import type { ByHand } from './by-hand.ts'
import { type MappingInUse, mappingInUse } from './mappings.ts'
import { readExchangeFile } from './reads.ts'
import { receiveFile } from './receive.ts'
import { readUntrusted } from './read-untrusted.ts'
import { bytesOf } from './send.ts'
import { waitingFiles } from './sequences.ts'

/** A file read in a child process before the transaction of its act opens. */
export interface Prepared {
  readonly inUse: MappingInUse
  readonly read: FileRead
}

type Look = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Reads what someone brought by the mapping in use. */
export async function prepareUpload(inBank: Look, kind: FileKind, upload: Upload, bankId: number): Promise<Prepared> {
  refuseOutgoing(kind)
  const inUse = await inBank((tx) => mappingInUse(tx, kind))
  return { inUse, read: await readUntrusted(inUse.mapping, upload.bytes, { bankId, rows: 0, expected: { name: upload.filename } }) }
}

/** Takes a file someone brought: kept as it is, refused or received. */
export async function takeUpload(tx: Tx, files: FileStore, kind: FileKind, upload: Upload, prepared: Prepared, by: ByHand): Promise<{ file: ExchangeFile; again: boolean }> {
  const { fileId, again, state } = await receiveFile(tx, files, { kind, name: upload.filename, bytes: upload.bytes, control: null, ...prepared, via: 'HAND', broughtBy: by.staff.id, now: by.now })
  await record(tx, { caseId: fileId, act: 'exchange.upload', who: by.staff.id, businessDate: by.on, body: { kind, name: upload.filename, hash: upload.sha256, state } })
  return { file: await readExchangeFile(tx, fileId), again }
}

/** The bytes of a refused file and its name, to be read again. */
export async function prepareRetry(inBank: Look, files: FileStore, fileId: string, bankId: number): Promise<Prepared & { bytes: Buffer; control: Buffer | null }> {
  const { row, bytes, control, inUse } = await inBank(async (tx) => {
    const found = await refusedFile(tx, fileId)
    return { row: found, bytes: await bytesOf(tx, files, found.hash), control: found.control_hash === null ? null : await bytesOf(tx, files, found.control_hash), inUse: await mappingInUse(tx, found.kind as FileKind) }
  })
  return { inUse, bytes, control, read: await readUntrusted(inUse.mapping, bytes, { bankId, rows: 0, expected: { name: row.name, ...(control === null ? {} : { control }) } }) }
}

/** Reads a refused file again by the mapping in use now. */
export async function retryFile(tx: Tx, files: FileStore, fileId: string, { bytes, control, ...prepared }: Prepared & { bytes: Buffer; control: Buffer | null }, by: ByHand): Promise<ExchangeFile> {
  const row = await refusedFile(tx, fileId, true)
  await receiveFile(tx, files, { kind: row.kind as FileKind, name: row.name, bytes, control: control === null ? null : { name: row.control_name ?? '', bytes: control }, ...prepared, via: row.via === 'PORT' ? 'PORT' : 'HAND', broughtBy: row.brought_by, now: by.now })
  const file = await readExchangeFile(tx, fileId)
  await record(tx, { caseId: fileId, act: 'exchange.retry', who: by.staff.id, businessDate: by.on, body: { state: file.state, mappingVersion: file.mappingVersion } })
  return file
}

/** Refuses a file that was received and not yet applied, with the reason; its number is free again. */
export async function refuseFile(tx: Tx, fileId: string, reason: string, by: ByHand): Promise<ExchangeFile> {
  const row = await tx.selectFrom('exchange_file as f').select(['f.state', 'f.kind']).where('f.bank_id', '=', tx.bankId).where('f.file_id', '=', fileId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('这份文件')
  if (row.state !== 'RECEIVED') throw new Refusal({ code: 'exchange.not-received', message: '只有已收、尚未入账的文件可以拒收', value: row.state, expected: '待入账的文件' }, 409)
  const refusal = { code: 'exchange.by-hand', line: 0, field: '', at: '', message: `人工拒收：${reason}`, expected: '对方更正后重新发送' }
  await tx.updateTable('exchange_file').set({ state: 'REFUSED', refused: 1, refusals: JSON.stringify([refusal]), settled_on: by.on, settled_at: by.now.toISOString() }).where('bank_id', '=', tx.bankId).where('file_id', '=', fileId).execute()
  await record(tx, { caseId: fileId, act: 'exchange.refuse', who: by.staff.id, businessDate: by.on, body: { reason } })
  return readExchangeFile(tx, fileId)
}

/** Says that the number a file waits for will never come, so that it may be applied. */
export async function skipNumber(tx: Tx, fileId: string, reason: string, by: ByHand): Promise<ExchangeFile> {
  const row = await tx.selectFrom('exchange_file as f').select(['f.kind', 'f.state']).where('f.bank_id', '=', tx.bankId).where('f.file_id', '=', fileId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('这份文件')
  const kind = row.kind as FileKind
  const waits = (await waitingFiles(tx, kind)).find((each) => each.fileId === fileId)
  if (waits === undefined || waits.waitsFor === null) throw new Refusal({ code: 'exchange.no-gap', message: '这份文件没有等待其他文件', value: row.state, expected: '等待前一序号的文件' }, 409)
  for (let sequence = waits.waitsFor; sequence < waits.sequence; sequence++) {
    await tx.insertInto('exchange_gap').values({ bank_id: tx.bankId, kind, sequence_of: waits.sequenceOf, sequence, reason, said_by: by.staff.id, said_on: by.on, said_at: by.now.toISOString() }).onConflict((conflict) => conflict.doNothing()).execute()
  }
  await record(tx, { caseId: fileId, act: 'exchange.skip', who: by.staff.id, businessDate: by.on, body: { kind, of: waits.sequenceOf, from: waits.waitsFor, before: waits.sequence, reason } })
  return readExchangeFile(tx, fileId)
}

/** Notes that someone fetched a file that goes out; without a port that is how it leaves. */
export async function noteFetched(tx: Tx, fileId: string, now: Date): Promise<void> {
  await tx.updateTable('exchange_file').set({ delivered_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('file_id', '=', fileId).where('direction', '=', 'OUT').where('delivered_at', 'is', null).execute()
}

async function refusedFile(tx: Tx, fileId: string, lock = false) {
  const query = tx.selectFrom('exchange_file as f').select(['f.kind', 'f.name', 'f.hash', 'f.state', 'f.control_name', 'f.control_hash', 'f.via', 'f.brought_by']).where('f.bank_id', '=', tx.bankId).where('f.file_id', '=', fileId).where('f.direction', '=', 'IN')
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw missing('这份文件')
  if (row.state !== 'REFUSED') throw new Refusal({ code: 'exchange.not-refused', message: '只有已拒收的文件可以重新读取', value: row.state, expected: '已拒收的文件' }, 409)
  return row
}

function refuseOutgoing(kind: FileKind): void {
  if (directionOf(kind) === 'OUT') throw new Refusal({ code: 'exchange.direction', message: `${FILE_KIND_NAMES[kind]}由系统发出，不能上传`, at: '/path/kind', value: kind, expected: '放款结果、扣款结果、交易流水、借据余额' })
}

