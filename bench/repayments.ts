/**
 * How many repayments a second the counter records over HTTP, each with its ledger entries, its link in the audit chain and its
 * key against repetition: `npm run -s bench:repayments -- --seconds 10`. 16 clients, each with its own notes, ask again as soon
 * as they have their answer. Clients, server and PostgreSQL share the machine. Prints JSON; afterwards the book must add up.
 */
import { parseArgs } from 'node:util'
import { headersOf, openServer } from './http/open-server.ts'
import { load } from './http/load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, clients: { type: 'string', default: '16' }, notes: { type: 'string', default: '160' } } })
const [A_PAYMENT, PAST_NOTES] = [1_000, 16]
const TARGET = { rate: 300, p99Ms: 100 }
const COOKIE = 'weidai_session'

const server = await openServer()
const { counter } = server
const { openNote, onDay } = await import('../src/loan/servicing/server/testing/note.ts')
const open = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let made = 0; made < count; made++) ids.push((await openNote(counter)).noteId)
  return ids
}
const [warm, noteIds] = [await open(PAST_NOTES), await open(Number(values.notes))]
const today = await onDay(counter, '2025-04-14')
const body = { kind: 'DUE', amountFen: A_PAYMENT, paidOn: today, channel: 'CASH', payer: 'OWN' }
const asked = (ids: readonly string[], seconds: number) => load({ port: server.port, clients: Number(values.clients), seconds, headers: headersOf(counter.cashier, COOKIE), targets: ids.map((noteId) => ({ path: `/api/notes/${noteId}/repayments`, body })) })
await asked(warm, 2)
const [statements, before, cpu] = [server.statements(), await countOf(), process.cpuUsage()]
const measured = await asked(noteIds, Number(values.seconds))
const { user, system } = process.cpuUsage(cpu)
const after = await countOf()
const [sums] = await counter.db.asOwner(`
  select (select count(*) from repayment r where not exists (select from transfer t where t.bank_id = r.bank_id and t.note_id = r.note_id))::int as "withoutLedger",
    (select coalesce(sum(amount_fen), 0) from repayment)::bigint::text as repaid, (select coalesce(sum(amount_fen), 0) from repayment_allocation)::bigint::text as allocated`)
console.log(JSON.stringify({
  notes: noteIds.length, clients: Number(values.clients), ...measured, recorded: after - before, statementsPerRequest: Math.round((server.statements() - statements) / measured.requests * 10) / 10,
  serverAndClientCpuMsPerRequest: Math.round((user + system) / 1000 / measured.requests * 100) / 100, ...sums, target: TARGET,
}))
await server.close()
process.exit(measured.errors === 0 && after - before === measured.requests ? 0 : 1)

async function countOf(): Promise<number> {
  const [row] = await counter.db.asOwner('select count(*)::int as count from repayment')
  return Number(row?.['count'])
}
