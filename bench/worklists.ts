/**
 * How long the lists of servicing take over a large book, for who sees the whole bank, one unit, and his own customers:
 * `npm run -s bench:worklists -- --loans 1000000`. One client asks each list again and again for a second. Prints JSON, the
 * slowest list first.
 */
import { parseArgs } from 'node:util'
import { day } from '#kernel'
import type { Post } from '#common/staff/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { openDatabase } from '../src/platform/db/database.ts'
import { testKeys } from '../src/platform/db/testing.ts'
import { openBook } from './eod/open-book.ts'
import { load } from './http/load.ts'
import { headersOf, openServer } from './http/open-server.ts'

const { values } = parseArgs({ options: { loans: { type: 'string', default: '100000' }, units: { type: 'string', default: '40' } } })
const TODAY = day('2025-03-12')
const TARGET = { p99Ms: 100 }
const OWN_CUSTOMERS = 300
const COOKIE = 'weidai_session'

const server = await openServer()
const { counter: { db } } = server
const loading = await openDatabase({ appUrl: db.appUrl, keys: testKeys })
const book = await openBook(db.ownerUrl, loading, { code: 'book', loans: Number(values.loans), units: Number(values.units), today: TODAY, peak: false })
await loading.close()
console.error(`${book.loans} notes loaded in ${book.loadSeconds.toFixed(0)} s`)

const PEOPLE: Readonly<Record<string, readonly Post[]>> = { bank: ['VICE_PRESIDENT'], unit: ['UNIT_HEAD'], own: ['RELATIONSHIP'] }
const people = new Map<string, TestStaff>()
for (const [name, posts] of Object.entries(PEOPLE)) people.set(name, await testStaff(db.database, book.bankId, { posts }))
const [{ unit } = {}] = await db.asOwner(`select unit_id as unit from unit where bank_id = $1 and parent_id is not null order by code limit 1`, [book.bankId])
await db.asOwner('update staff_post set unit_id = $2 where bank_id = $1 and staff_id = $3', [book.bankId, unit, people.get('unit')!.staffId])
await db.asOwner(`update customer set manager_id = $2 where bank_id = $1 and customer_id in (select customer_id from note where bank_id = $1 and state = 'RUNNING' order by oldest_due_on, note_id limit ${OWN_CUSTOMERS})`, [book.bankId, people.get('own')!.staffId])
const [{ number, customer } = {}] = await db.asOwner('select n.number, k.number as customer from note n join customer k on k.bank_id = n.bank_id and k.customer_id = n.customer_id where n.bank_id = $1 order by n.note_id offset 1000 limit 1', [book.bankId])

const views = (path: string, ...names: string[]): string[] => names.map((name) => `${path}?${path.endsWith('s') && /differences|requests/.test(path) ? 'state' : 'view'}=${name}`)
const LISTS = [
  ...views('/api/notes', 'all', 'due', 'overdue', 'nonAccrual', 'settled'), `/api/notes?q=${String(number)}`, `/api/notes?q=${String(customer)}`, `/api/notes?q=${encodeURIComponent('客户 12')}`, `/api/notes?view=overdue&q=${encodeURIComponent('客户')}`,
  '/api/debits', '/api/debits?state=SENT', ...views('/api/reminders', 'short', 'soon', 'overdue', 'waiting', 'sent', 'failed'), ...views('/api/suspense', 'open', 'waiting', 'done'), ...views('/api/core-differences', 'OPEN'),
  ...views('/api/classes', 'confirm', 'approve', 'review', 'upgrade', 'adverse'), ...views('/api/note-requests', 'PROPOSED'), '/api/repricing', '/api/quality', '/api/figures', '/api/cases', '/api/tasks', '/api/day-ends',
  '/api/ledger/trial-balance', '/api/ledger/transfers', '/api/ledger/differences',
]

const measured = []
for (const path of LISTS) for (const [name, who] of people) {
  const asked = { port: server.port, clients: 1, rate: 0, headers: headersOf(who, COOKIE), targets: [{ path }] }
  const { requests, p50Ms, p99Ms, maxMs, firstError } = await load({ ...asked, seconds: 1 })
  if (firstError?.startsWith('403') === true) continue
  measured.push({ list: decodeURIComponent(path), who: name, requests, p50Ms, p99Ms, maxMs, error: firstError })
}
measured.sort((a, b) => b.p50Ms - a.p50Ms)
console.log(JSON.stringify({ bench: 'worklists', loans: book.loans, lists: measured, slow: measured.filter(({ p99Ms }) => p99Ms > TARGET.p99Ms).length, failed: measured.filter(({ error }) => error !== null).length, target: TARGET }, null, 1))
await server.close()
process.exit(0)
