import { createHash } from 'node:crypto'
import { type FileKind, type FileMapping, type FileRead, type FileRefusal, LARGEST_FILE, SIMULATOR, readName } from '#common/exchange/domain'
import type { Day } from '#kernel'
import { recordStep } from '#platform/audit'
import { businessDate, newId, type Tx } from '#platform/db'
import { type FileStore, storeFile } from '#platform/files'
import type { MappingInUse } from './mappings.ts'
import { sequenceOf } from './sequences.ts'

/** A file that came, as it was read. */
export interface Arrival {
  readonly kind: FileKind
  readonly name: string
  readonly bytes: Uint8Array
  readonly control: { readonly name: string; readonly bytes: Uint8Array } | null
  readonly inUse: MappingInUse
  readonly read: FileRead
  readonly via: 'PORT' | 'HAND'
  readonly broughtBy: string | null
  readonly now: Date
}

const MEDIA_TYPE = 'application/octet-stream'

/** Which file two deliveries are: kind, what the name says of day and number, and content. */
export function identityOf({ fileName }: FileMapping, kind: FileKind, name: string, hash: string): string {
  const { businessDay = '', sequence = '' } = readName(fileName, name) ?? {}
  return createHash('sha256').update(`${kind}\n${businessDay}\n${sequence}\n${hash}`).digest('hex')
}

/**
 * Keeps a file that came. The same file again is counted and has no second effect, unless it was refused: then it is read anew.
 * Another file under a number that is taken is refused. `again` says that it was there already.
 */
export async function receiveFile(tx: Tx, files: FileStore, arrival: Arrival): Promise<{ fileId: string; again: boolean; state: 'RECEIVED' | 'REFUSED' | 'KNOWN' }> {
  const { kind, name, inUse, read: reading } = arrival
  const storedBy = arrival.broughtBy ?? 'port'
  const { hash, size } = await storeFile(tx, files, { content: arrival.bytes, mediaType: MEDIA_TYPE, storedBy, mostBytes: LARGEST_FILE })
  const control = arrival.control === null ? null : await storeFile(tx, files, { content: arrival.control.bytes, mediaType: MEDIA_TYPE, storedBy, mostBytes: LARGEST_FILE })
  const identity = identityOf(inUse.mapping, kind, name, hash)
  const today = await businessDate(tx)
  await oneAtATime(tx, kind)
  const before = await tx.selectFrom('exchange_file as f').select(['f.file_id', 'f.state', 'f.attempts', 'f.deliveries']).where('f.bank_id', '=', tx.bankId).where('f.direction', '=', 'IN').where('f.kind', '=', kind).where('f.identity', '=', identity).forUpdate().executeTakeFirst()
  if (before !== undefined && before.state !== 'REFUSED') {
    await tx.updateTable('exchange_file').set({ deliveries: before.deliveries + 1 }).where('bank_id', '=', tx.bankId).where('file_id', '=', before.file_id).execute()
    return { fileId: before.file_id, again: true, state: 'KNOWN' }
  }
  const found = await asRead(tx, arrival, today)
  const row = { ...found, mapping_version: inUse.version, ...(control === null ? {} : { control_name: arrival.control?.name ?? null, control_hash: control.hash }) }
  const fileId = before?.file_id ?? newId()
  if (before === undefined) {
    await tx.insertInto('exchange_file').values({ bank_id: tx.bankId, file_id: fileId, direction: 'IN', kind, name, hash, size, identity, via: arrival.via, brought_by: arrival.broughtBy, came_on: today, came_at: arrival.now.toISOString(), ...row }).execute()
  } else {
    await tx.updateTable('exchange_file').set({ ...row, attempts: before.attempts + 1, deliveries: before.deliveries + 1 }).where('bank_id', '=', tx.bankId).where('file_id', '=', fileId).execute()
  }
  await recordStep(tx, { step: 'exchange.receive', businessDate: today, rowCount: reading.totals.count, controlTotal: String(reading.totals.totalFen), rowsHash: hash })
  return { fileId, again: before !== undefined, state: found.state }
}

/** What was read, as the row has it. */
async function asRead(tx: Tx, { kind, inUse, read: { head, totals, refusals, refused }, now }: Arrival, today: Day) {
  const numbered = refused > 0 ? undefined : numberOf(inUse.mapping, head, today)
  const taken = numbered === undefined ? undefined : await tx.selectFrom('exchange_file as f').select(['f.name', 'f.came_on']).where('f.bank_id', '=', tx.bankId).where('f.direction', '=', 'IN').where('f.kind', '=', kind)
    .where('f.sequence_of', '=', numbered.sequence_of).where('f.sequence', '=', numbered.sequence).where('f.state', '<>', 'REFUSED').executeTakeFirst()
  const more: FileRefusal[] = numbered === undefined || taken === undefined ? [] : [{ code: 'exchange.sequence', line: 0, field: '序号', at: '', message: '文件「序号」已有另一份文件', value: numbered.sequence, expected: `第 ${numbered.sequence} 号已于 ${taken.came_on} 收到（${taken.name}），内容不同` }]
  if (head['partner'] === SIMULATOR && !(await mayBeSimulated(tx))) more.push({ code: 'exchange.simulated', line: 0, field: '机构号', at: '', message: '这是清算模拟器的文件', value: SIMULATOR, expected: '核心系统的文件；模拟器只用于演示银行，生产模式下不收' })
  const all = [...refusals, ...more]
  const isRefused = refused + more.length > 0
  return {
    state: isRefused ? ('REFUSED' as const) : ('RECEIVED' as const), business_day: numbered?.business_day ?? null, sequence: numbered?.sequence ?? null, sequence_of: numbered?.sequence_of ?? null, row_count: totals.count, total_fen: totals.totalFen, ok_count: totals.okCount, ok_fen: totals.okFen,
    refused: refused + more.length, refusals: JSON.stringify(all), late: numbered !== undefined && numbered.business_day < today, settled_on: isRefused ? today : null, settled_at: isRefused ? now.toISOString() : null,
  }
}

function numberOf(mapping: FileMapping, head: FileRead['head'], today: Day): { business_day: Day; sequence: number; sequence_of: string } {
  const day = head.businessDay ?? today
  return { business_day: day, sequence: head.sequence ?? 0, sequence_of: sequenceOf(mapping, day) }
}

/** Only a demonstration bank outside production plays with simulated money. */
async function mayBeSimulated(tx: Tx): Promise<boolean> {
  if (process.env['WEIDAI_PRODUCTION'] === '1') return false
  const bank = await tx.selectFrom('bank').select('demonstration').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  return bank.demonstration
}

/** Two deliveries of one kind at once would each find nothing there. */
async function oneAtATime(tx: Tx, kind: FileKind): Promise<void> {
  await tx.insertInto('counter').values({ bank_id: tx.bankId, name: 'exchange-in', period: kind, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet((eb) => ({ last_number: eb('counter.last_number', '+', 1) }))).execute()
}
