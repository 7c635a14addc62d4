import { sql } from 'kysely'
import { type SharedAttribute, type SharedKind, comparable } from '#loan/application/domain'
import type { FileApplication } from '#loan/application/domain'
import type { Tx } from '#platform/db'

/** Most other cases that are named; the count says how many there are. */
const NAMED = 10

/** Writes what this application has that others may have too: phones of the applicant and the people beside him, the address, the device, the guarantors. */
export async function writeAttributes(tx: Tx, caseId: string, customerId: string, { businessAddress, business, deviceId }: Pick<FileApplication, 'businessAddress' | 'business' | 'deviceId'>): Promise<void> {
  const phones = await tx.selectFrom('customer_search_key').select('key').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where('kind', '=', 'PHONE').execute()
  const parties = await tx.selectFrom('application_party').select(['role', 'customer_id', 'phone_hash', 'id_number_hash']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('removed_at', 'is', null).execute()
  // A name alone is shared by strangers every day: a guarantor is the same one by ID number, customer file or phone.
  const guarantors = parties.filter(({ role }) => role === 'GUARANTOR').flatMap((one) => one.id_number_hash ?? one.customer_id ?? one.phone_hash ?? [])
  const found: readonly (readonly [SharedKind, string])[] = [
    ...phones.map(({ key }) => ['PHONE', key] as const), ...parties.flatMap(({ phone_hash: key }) => (key === null ? [] : [['PHONE', key] as const])),
    ...(businessAddress === null ? [] : [['ADDRESS', tx.keys.searchHash(tx.bankId, 'ADDRESS', comparable(business.city + businessAddress))] as const]),
    ...(deviceId === null ? [] : [['DEVICE', tx.keys.searchHash(tx.bankId, 'DEVICE', comparable(deviceId))] as const]),
    ...guarantors.map((key) => ['GUARANTOR', key] as const),
  ]
  await tx.deleteFrom('application_attribute').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  const rows = [...new Map(found.map(([kind, key]) => [`${kind} ${key}`, { bank_id: tx.bankId, kind, key, case_id: caseId, customer_id: customerId }])).values()]
  if (rows.length > 0) await tx.insertInto('application_attribute').values(rows).execute()
}

/** What this case shares with applications of other people, most shared first. Files of one person count as one. */
export async function readShared(tx: Tx, caseId: string): Promise<SharedAttribute[]> {
  const { rows } = await sql<{ kind: SharedKind; key: string; case_id: string; number: string; name: string; applied_on: string; person: string }>`
    select mine.kind, mine.key, a.case_id, a.number, c.name, a.applied_on, coalesce(c.person_id, c.customer_id) as person
    from application_attribute mine
    join customer as me on me.bank_id = mine.bank_id and me.customer_id = mine.customer_id
    join application_attribute theirs on theirs.bank_id = mine.bank_id and theirs.kind = mine.kind and theirs.key = mine.key
    join application a on a.bank_id = theirs.bank_id and a.case_id = theirs.case_id
    join customer c on c.bank_id = a.bank_id and c.customer_id = a.customer_id
    where mine.bank_id = ${tx.bankId} and mine.case_id = ${caseId} and coalesce(c.person_id, c.customer_id) <> coalesce(me.person_id, me.customer_id)
    order by a.applied_on desc, a.number desc`.execute(tx)
  const keys = [...new Map(rows.map(({ kind, key }) => [`${kind} ${key}`, { kind, key }])).values()]
  return keys.map(({ kind, key }) => {
    const group = rows.filter((row) => row.kind === kind && row.key === key)
    return { kind, others: new Set(group.map(({ person }) => person)).size, cases: group.slice(0, NAMED).map((row) => ({ caseId: row.case_id, number: row.number, customerName: row.name, appliedOn: row.applied_on })) }
  }).toSorted((a, b) => b.others - a.others)
}
