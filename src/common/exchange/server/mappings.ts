import { createHash } from 'node:crypto'
import { FILE_KINDS, type FileKind, FileMapping, type Mappings, type MappingVersion, type ProposeMapping, SHIPPED_MAPPINGS, checkMapping, openPlaces, shippedMapping } from '#common/exchange/domain'
import { InvalidInput, Refusal, read } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { z } from 'zod'
import type { ByHand } from './by-hand.ts'

/** A mapping with its version; 0 is the shipped one. */
export interface MappingInUse {
  readonly version: number
  readonly mapping: FileMapping
}

/** The mapping a bank's files of this kind are written and read by: the last one released, or the shipped one. */
export async function mappingInUse(tx: Tx, kind: FileKind): Promise<MappingInUse> {
  const row = await tx.selectFrom('exchange_mapping as m').select(['m.version', 'm.content']).where('m.bank_id', '=', tx.bankId).where('m.kind', '=', kind).where('m.decision', '=', 'RELEASED').orderBy('m.version', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? { version: 0, mapping: shippedMapping(kind) } : { version: row.version, mapping: read(FileMapping, row.content) }
}

/** The mapping of one version. */
export async function mappingOf(tx: Tx, kind: FileKind, version: number): Promise<FileMapping> {
  if (version === 0) return shippedMapping(kind)
  const row = await tx.selectFrom('exchange_mapping as m').select('m.content').where('m.bank_id', '=', tx.bankId).where('m.kind', '=', kind).where('m.version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('这个映射版本')
  return read(FileMapping, row.content)
}

/** Every kind with its versions, the newest first, and the shipped mappings to copy from. */
export async function listMappings(tx: Tx): Promise<Mappings> {
  const rows = await tx.selectFrom('exchange_mapping as m')
    .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 'm.bank_id').onRef('p.staff_id', '=', 'm.proposed_by'))
    .leftJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 'm.bank_id').onRef('d.staff_id', '=', 'm.decided_by'))
    .selectAll('m').select(['p.name as proposed_by_name', 'd.name as decided_by_name']).where('m.bank_id', '=', tx.bankId).orderBy('m.version', 'desc').execute()
  const versions = rows.map((row): MappingVersion & { kind: string } => ({
    kind: row.kind, version: row.version, mapping: read(FileMapping, row.content), note: row.note, state: row.decision === null ? 'WAITING' : (row.decision as 'RELEASED' | 'REJECTED'), triedRows: row.tried_rows,
    proposedBy: { staffId: row.proposed_by, name: row.proposed_by_name }, proposedOn: row.proposed_on, decidedBy: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decided_by_name ?? '' }, decidedOn: row.decided_on, reason: row.reason,
  }))
  return {
    kinds: FILE_KINDS.map((kind) => {
      const own = versions.filter((version) => version.kind === kind)
      const base: MappingVersion = { version: 0, mapping: shippedMapping(kind), note: '随系统提供', state: 'SHIPPED', triedRows: null, proposedBy: null, proposedOn: null, decidedBy: null, decidedOn: null, reason: null }
      return { kind, inUse: own.find(({ state }) => state === 'RELEASED')?.version ?? 0, waiting: own.find(({ state }) => state === 'WAITING')?.version ?? null, versions: [...own, base] }
    }),
    shipped: [...SHIPPED_MAPPINGS],
  }
}

/** Puts a mapping up for a second person to release; one that could not be used is refused with every fault. */
export async function proposeMapping(tx: Tx, kind: FileKind, { mapping, note, triedRows }: z.output<typeof ProposeMapping>, by: ByHand): Promise<Mappings> {
  if (mapping.kind !== kind) throw new Refusal({ code: 'exchange.mapping', message: '映射不是这种文件的', at: '/mapping/kind', value: mapping.kind, expected: kind })
  const [first, ...rest] = [...checkMapping(mapping), ...openPlaces(mapping)].map((fault) => ({ ...fault, at: `/mapping${fault.at ?? ''}` }))
  if (first !== undefined) throw new InvalidInput([first, ...rest], rest.length + 1)
  const last = await tx.selectFrom('exchange_mapping as m').select(['m.version', 'm.decision']).where('m.bank_id', '=', tx.bankId).where('m.kind', '=', kind).orderBy('m.version', 'desc').limit(1).executeTakeFirst()
  if (last !== undefined && last.decision === null) throw new Refusal({ code: 'exchange.waiting', message: `第 ${last.version} 版还在等第二人放行`, expected: '先决定在途的版本' }, 409)
  const version = (last?.version ?? 0) + 1
  await tx.insertInto('exchange_mapping').values({
    bank_id: tx.bankId, kind, version, code: mapping.code, name: mapping.name, content: JSON.stringify(mapping), note, tried_rows: triedRows ?? null, proposed_by: by.staff.id, proposed_on: by.on, proposed_at: by.now.toISOString(),
  }).execute()
  await record(tx, { caseId: subjectOf(kind), act: 'exchange.propose-mapping', who: by.staff.id, businessDate: by.on, body: { kind, version, note, mapping } })
  return listMappings(tx)
}

/** A second person brings a mapping into use, or sends it back. */
export async function decideMapping(tx: Tx, kind: FileKind, version: number, decision: { decision: 'RELEASED' | 'REJECTED'; reason: string }, by: ByHand): Promise<Mappings> {
  const row = await tx.selectFrom('exchange_mapping as m').select(['m.proposed_by', 'm.decision']).where('m.bank_id', '=', tx.bankId).where('m.kind', '=', kind).where('m.version', '=', version).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('这个映射版本')
  if (row.decision !== null) throw new Refusal({ code: 'exchange.decided', message: '这一版已经决定', value: row.decision, expected: '等待放行的版本' }, 409)
  if (row.proposed_by === by.staff.id) throw new Refusal({ code: 'exchange.same-person', message: '起草映射的人不能自己放行', expected: '由第二人放行' }, 403)
  await tx.updateTable('exchange_mapping').set({ decision: decision.decision, decided_by: by.staff.id, decided_on: by.on, decided_at: by.now.toISOString(), reason: decision.reason === '' ? null : decision.reason })
    .where('bank_id', '=', tx.bankId).where('kind', '=', kind).where('version', '=', version).execute()
  await record(tx, { caseId: subjectOf(kind), act: 'exchange.decide-mapping', who: by.staff.id, businessDate: by.on, body: { kind, version, ...decision } })
  return listMappings(tx)
}

/** One chain for the mappings of each kind: an id made of its name. */
function subjectOf(kind: FileKind): string {
  const hex = createHash('sha256').update(`exchange-mapping ${kind}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
