/**
 * How fast the page of a note is read over HTTP: 24 instalments, 60 repayments, at a steady rate: `npm run -s bench:notes --
 * --seconds 10 --rate 300`; `--rate 0` asks as fast as 16 clients get their answers. Clients, server and PostgreSQL share the machine. Prints JSON.
 */
import { parseArgs } from 'node:util'
import type { NotePage } from '#loan/servicing/domain'
import { headersOf, openServer, perRequest } from './http/open-server.ts'
import { load } from './http/load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, clients: { type: 'string', default: '16' }, rate: { type: 'string', default: '300' } } })
const [INSTALMENTS, TRANSACTIONS, A_PAYMENT, WARM_UP] = [24, 60, 110_000, 5]
const TARGET = { rate: 300, p99Ms: 50 }
const COOKIE = 'weidai_session'

const server = await openServer()
const { counter } = server
const { openNote, onDay } = await import('../src/loan/servicing/server/testing/note.ts')
const { noteId } = await openNote(counter, { periods: INSTALMENTS })
const today = await onDay(counter, '2026-06-15')
for (let version = 1; version <= TRANSACTIONS; version++) {
  const answer = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/repayments`, { body: { rowVersion: version, kind: 'DUE', amountFen: A_PAYMENT - version, paidOn: today, channel: 'CASH', payer: 'OWN' } })
  if (answer.statusCode !== 201) throw new Error(answer.body)
}
const page = (await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}`)).json<NotePage>()
const asked = { port: server.port, clients: Number(values.clients), headers: headersOf(counter.cashier, COOKIE), targets: Array.from({ length: Number(values.clients) }, () => ({ path: `/api/notes/${noteId}` })) }
await counter.db.asOwner('analyze')
await load({ ...asked, rate: 0, seconds: WARM_UP })
const before = server.spent()
const measured = await load({ ...asked, rate: Number(values.rate), seconds: Number(values.seconds) })
console.log(JSON.stringify({
  instalments: page.instalments.length, transactions: page.repayments.length, bytes: JSON.stringify(page).length, clients: Number(values.clients), ...measured, ...perRequest(before, server.spent(), measured.requests), target: TARGET,
}))
await server.close()
process.exit(0)
