/**
 * How fast the page of a note is read over HTTP: 24 instalments, 60 repayments, 16 clients each asking again as soon as it has
 * its answer: `npm run -s bench:notes -- --seconds 10`. Clients, server and PostgreSQL share the machine. Prints JSON.
 */
import { parseArgs } from 'node:util'
import type { NotePage } from '#loan/servicing/domain'
import { headersOf, openServer } from './http/open-server.ts'
import { load } from './http/load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, clients: { type: 'string', default: '16' } } })
const [INSTALMENTS, TRANSACTIONS, A_PAYMENT, WARM_UP] = [24, 60, 110_000, 2]
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
await load({ ...asked, seconds: WARM_UP })
const [statements, cpu] = [server.statements(), process.cpuUsage()]
const measured = await load({ ...asked, seconds: Number(values.seconds) })
const { user, system } = process.cpuUsage(cpu)
console.log(JSON.stringify({
  instalments: page.instalments.length, transactions: page.repayments.length, bytes: JSON.stringify(page).length, clients: Number(values.clients), ...measured,
  statementsPerRequest: Math.round((server.statements() - statements) / measured.requests * 10) / 10, serverAndClientCpuMsPerRequest: Math.round((user + system) / 1000 / measured.requests * 100) / 100, target: TARGET,
}))
await server.close()
process.exit(0)
