import { type ExchangeFile, type ExchangeFiles, type FileKind, FileQuery } from '#common/exchange/domain'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { ExchangePort } from './port.ts'
import { waitingFiles } from './sequences.ts'

const CALLS = 50

/** Files that came and went, the latest first, with the port and what it did last. */
export async function listFiles(tx: Tx, query: z.output<typeof FileQuery>, port: ExchangePort): Promise<z.input<typeof ExchangeFiles>> {
  const { kind, state, page, pageSize } = query
  const base = tx.selectFrom('exchange_file as f').where('f.bank_id', '=', tx.bankId).$if(kind !== undefined, (qb) => qb.where('f.kind', '=', kind ?? '')).$if(state !== undefined, (qb) => qb.where('f.state', '=', state ?? ''))
  const { total } = await base.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const rows = await withName(base).orderBy('f.came_at', 'desc').orderBy('f.file_id', 'desc').limit(pageSize).offset((page - 1) * pageSize).execute()
  const waits = await waitsOf(tx, rows.filter((row) => row.state === 'RECEIVED').map((row) => row.kind as FileKind))
  const calls = await tx.selectFrom('exchange_call as c').select(['c.port', 'c.act', 'c.name', 'c.good', 'c.says', 'c.at']).where('c.bank_id', '=', tx.bankId).orderBy('c.at', 'desc').orderBy('c.call_id', 'desc').limit(CALLS).execute()
  return {
    files: rows.map((row) => answerOf(row, waits)), total: Number(total), port: { kind: port.kind, place: port.place, why: port.why },
    calls: calls.map((call) => ({ ...call, act: call.act as z.output<typeof ExchangeFiles>['calls'][number]['act'] })),
  }
}

/** One file. */
export async function readExchangeFile(tx: Tx, fileId: string): Promise<ExchangeFile> {
  const row = await withName(tx.selectFrom('exchange_file as f').where('f.bank_id', '=', tx.bankId).where('f.file_id', '=', fileId)).executeTakeFirst()
  if (row === undefined) throw missing('这份文件')
  return answerOf(row, await waitsOf(tx, row.state === 'RECEIVED' ? [row.kind as FileKind] : []))
}

async function waitsOf(tx: Tx, kinds: readonly FileKind[]): Promise<ReadonlyMap<string, number | null>> {
  const waits = new Map<string, number | null>()
  for (const kind of new Set(kinds)) for (const { fileId, waitsFor } of await waitingFiles(tx, kind)) waits.set(fileId, waitsFor)
  return waits
}

type Base = ReturnType<typeof fileTable>
function fileTable(tx: Tx) {
  return tx.selectFrom('exchange_file as f')
}

function withName(base: Base) {
  return base.leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'f.bank_id').onRef('s.staff_id', '=', 'f.brought_by')).selectAll('f').select('s.name as brought_by_name')
}

function answerOf(row: Awaited<ReturnType<ReturnType<typeof withName>['executeTakeFirstOrThrow']>>, waits: ReadonlyMap<string, number | null>): ExchangeFile {
  const isUnread = row.row_count === null || row.total_fen === null
  return {
    fileId: row.file_id, direction: row.direction as 'IN' | 'OUT', kind: row.kind as FileKind, name: row.name, mappingVersion: row.mapping_version, businessDay: row.business_day, sequence: row.sequence, size: row.size, hash: row.hash, state: row.state as ExchangeFile['state'],
    totals: isUnread ? null : { count: row.row_count ?? 0, totalFen: row.total_fen ?? 0, okCount: row.ok_count ?? 0, okFen: row.ok_fen ?? 0 },
    refused: row.refused, refusals: row.refusals as unknown as ExchangeFile['refusals'], differenceCount: row.difference_count, differences: row.differences as unknown as ExchangeFile['differences'], late: row.late, attempts: row.attempts, deliveries: row.deliveries, via: row.via as ExchangeFile['via'],
    broughtBy: row.brought_by_name, cameOn: row.came_on, cameAt: row.came_at, deliveredAt: row.delivered_at, settledOn: row.settled_on, controlName: row.control_name, waitsFor: waits.get(row.file_id) ?? null,
  }
}
