import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '#kernel'
import { type CustomerLine, type CustomerPage, type CustomerRow, type CustomerType, type SearchQuestion, questionOf } from '#common/customer/domain'
import type { Tx } from '#platform/db'
import { samePerson } from './person.ts'

const ROW = ['c.customer_id', 'c.number', 'c.name', 'c.customer_type', 'c.id_number_masked', 'c.phone_masked', 'c.born_on'] as const

interface Found { customer_id: string; number: string; name: string; customer_type: string; id_number_masked: string; phone_masked: string; born_on: string }

/** Customers that answer to what was typed, newest first; one more than `limit` tells that there are more. What a merged file is found by leads to the file that goes on. */
export async function searchCustomers(tx: Tx, typed: string, limit: number): Promise<{ customers: CustomerRow[]; more: boolean }> {
  const query = tx.selectFrom('customer as c').select(ROW).where('c.bank_id', '=', tx.bankId).where('c.person_id', 'is', null).where(searchKeyMatches(tx, sql.ref('c.customer_id'), typed))
  const rows = await query.orderBy('c.customer_id', 'desc').limit(limit + 1).execute()
  return { customers: await withMerged(tx, rows.slice(0, limit)), more: rows.length > limit }
}

/** One customer as lists show him. */
export async function readRow(tx: Tx, customerId: string): Promise<CustomerRow> {
  const row = await tx.selectFrom('customer as c').select(ROW).where('c.bank_id', '=', tx.bankId).where('c.customer_id', '=', customerId).executeTakeFirst()
  if (row === undefined) throw unknown()
  const [shown] = await withMerged(tx, [row])
  return shown!
}

async function withMerged(tx: Tx, rows: readonly Found[]): Promise<CustomerRow[]> {
  if (rows.length === 0) return []
  const behind = await tx.selectFrom('customer').select(['person_id', 'number']).where('bank_id', '=', tx.bankId).where('person_id', 'in', rows.map((row) => row.customer_id)).orderBy('number').execute()
  return rows.map((row) => ({ ...shape(row), mergedNumbers: behind.filter((one) => one.person_id === row.customer_id).map(({ number }) => number) }))
}

function unknown(): Refusal {
  return new Refusal({ code: 'not-found', message: '没有找到客户', expected: '存在且您有权查看的客户' }, 404)
}

/** The condition that the person of the customer `of` answers to what was typed, by any of his files, for queries of other rooms too; nothing typed is answered by all. */
export function searchKeyMatches(tx: Tx, of: Expression<string>, typed: string): Expression<SqlBool> {
  const each = wantedKeys(tx, questionOf(typed)).map(({ kinds, key }) => sql<SqlBool>`exists (
    select from customer_search_key as k where k.bank_id = ${tx.bankId} and k.kind = any(${kinds}) and k.key = ${key} and (k.customer_id = ${of} or exists (
      select from customer as one, customer as other where one.bank_id = ${tx.bankId} and other.bank_id = ${tx.bankId} and one.customer_id = k.customer_id and other.customer_id = ${of}
        and (one.person_id is not null or other.person_id is not null) and coalesce(one.person_id, one.customer_id) = coalesce(other.person_id, other.customer_id))))`)
  return each.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(each, sql` and `)})`
}

/** The customers whose person answers to what was typed, by any of his files; each found by its key, so that no book is too large for it; undefined when what was typed is answered by all. */
export function customersAnswering(tx: Tx, typed: string): RawBuilder<unknown> | undefined {
  const persons = wantedKeys(tx, questionOf(typed)).map(({ kinds, key }) => sql`
    select coalesce(c.person_id, c.customer_id) as id from customer_search_key k join customer c on c.bank_id = ${tx.bankId} and c.customer_id = k.customer_id where k.bank_id = ${tx.bankId} and k.kind = any(${kinds}) and k.key = ${key}`)
  if (persons.length === 0) return undefined
  const found = sql.join(persons, sql` intersect `)
  return sql`select p.id from (${found}) p union all select o.customer_id from (${found}) p join customer o on o.bank_id = ${tx.bankId} and o.person_id = p.id`
}

/** What the search-key table is asked, all of it to hold. */
function wantedKeys(tx: Tx, question: SearchQuestion): { kinds: string[]; key: string }[] {
  switch (question.kind) {
    case 'ALL': return []
    case 'NUMBER': return [{ kinds: ['NUMBER'], key: question.text }]
    case 'LAST4': return [{ kinds: ['ID_LAST4', 'PHONE_LAST4'], key: question.text }]
    case 'PINYIN': return [{ kinds: ['PINYIN'], key: question.text }]
    case 'NAME': return question.bigrams.map((key) => ({ kinds: ['NAME_BIGRAM'], key }))
    case 'ID_NUMBER':
    case 'PHONE': return [{ kinds: [question.kind], key: tx.keys.searchHash(tx.bankId, question.kind, question.text) }]
  }
}

function shape(row: Found): Omit<CustomerRow, 'mergedNumbers'> {
  return {
    customerId: row.customer_id, number: row.number, name: row.name, customerType: row.customer_type as CustomerType,
    idNumberMasked: row.id_number_masked, phoneMasked: row.phone_masked, bornOn: row.born_on,
  }
}

/** One customer with lines, contracts, notes and the instalments of the schedule in force. */
export async function readCustomer(tx: Tx, customerId: string): Promise<CustomerPage> {
  const row = await tx.selectFrom('customer as c')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.manager_id'))
    .innerJoin('unit as u', (on) => on.onRef('u.bank_id', '=', 'c.bank_id').onRef('u.unit_id', '=', 'c.unit_id'))
    .select([...ROW, 'c.sex', 'c.row_version', 'c.created_on', 's.staff_id', 's.name as staff_name', 'u.name as unit_name'])
    .where('c.bank_id', '=', tx.bankId).where('c.customer_id', '=', customerId).executeTakeFirst()
  if (row === undefined) throw unknown()
  const files = await samePerson(tx, customerId)
  const others = files.length === 1 ? [] : await tx.selectFrom('customer').select(['customer_id', 'number', 'name']).where('bank_id', '=', tx.bankId).where('customer_id', 'in', files).orderBy('number').execute()
  const named = others.map((one) => ({ customerId: one.customer_id, number: one.number, name: one.name }))
  const isBehind = files[0] !== customerId
  return {
    ...shape(row), mergedNumbers: isBehind ? [] : named.filter((one) => one.customerId !== customerId).map(({ number }) => number),
    mergedInto: isBehind ? named.find((one) => one.customerId === files[0]) ?? null : null, mergedFrom: isBehind ? [] : named.filter((one) => one.customerId !== customerId),
    sex: row.sex as CustomerPage['sex'], rowVersion: row.row_version, createdOn: row.created_on,
    manager: { staffId: row.staff_id, name: row.staff_name }, unitName: row.unit_name, lines: await readLines(tx, files),
  }
}

async function readLines(tx: Tx, customerIds: readonly string[]): Promise<CustomerLine[]> {
  const lines = await tx.selectFrom('line').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', 'in', customerIds).orderBy('valid_from').orderBy('number').execute()
  if (lines.length === 0) return []
  const contracts = await tx.selectFrom('contract').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', 'in', customerIds).orderBy('number').execute()
  const notes = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', 'in', customerIds).orderBy('number').execute()
  const instalments = await tx.selectFrom('instalment as i')
    .innerJoin('note as n', (on) => on.onRef('n.bank_id', '=', 'i.bank_id').onRef('n.note_id', '=', 'i.note_id').onRef('n.schedule_version', '=', 'i.version'))
    .select(['i.note_id', 'i.seq', 'i.due_on', 'i.principal_fen', 'i.interest_fen', 'i.balance_fen'])
    .where('i.bank_id', '=', tx.bankId).where('n.customer_id', 'in', customerIds).orderBy('i.note_id').orderBy('i.seq').execute()
  return lines.map((line) => ({
    lineId: line.line_id, number: line.number, capFen: line.cap_fen, drawnFen: line.drawn_fen, guarantee: line.guarantee,
    validFrom: line.valid_from, validUntil: line.valid_until, state: line.state,
    contracts: contracts.filter((contract) => contract.line_id === line.line_id).map((contract) => ({
      contractId: contract.contract_id, number: contract.number, productCode: contract.product_code, amountFen: contract.amount_fen,
      annualRate: contract.annual_rate, signedOn: contract.signed_on, maturesOn: contract.matures_on, state: contract.state,
      notes: notes.filter((note) => note.contract_id === contract.contract_id).map((note) => ({
        noteId: note.note_id, number: note.number, amountFen: note.amount_fen, balanceFen: note.balance_fen, annualRate: note.annual_rate,
        disbursedOn: note.disbursed_on, maturesOn: note.matures_on, state: note.state,
        instalments: instalments.filter((one) => one.note_id === note.note_id).map((one) => ({
          seq: one.seq, dueOn: one.due_on, principalFen: one.principal_fen, interestFen: one.interest_fen, balanceFen: one.balance_fen,
        })),
      })),
    })),
  }))
}
