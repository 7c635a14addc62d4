/**
 * How many repayments a second the counter records over HTTP, each with its ledger entries, its link in the audit chain and its
 * key against repetition: `npm run -s bench:repayments -- --seconds 300 --rate 300`; `--rate 0` asks as fast as 16 clients get
 * their answers. Clients, server and PostgreSQL share the machine. Prints JSON; afterwards the book must add up.
 */
import { parseArgs } from 'node:util'
import { headersOf, openServer, perRequest } from './http/open-server.ts'
import { load } from './http/load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, clients: { type: 'string', default: '16' }, rate: { type: 'string', default: '300' }, notes: { type: 'string', default: '600' } } })
const [A_PAYMENT, PAST_NOTES, WARM_UP] = [1_000, 16, 5]
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
// As on most of a working day: the day-end of the day before is over.
await counter.db.asOwner('update business_day set ended_on = today - 1 where today > first_day')
const body = { kind: 'DUE', amountFen: A_PAYMENT, paidOn: today, channel: 'CASH', payer: 'OWN' }
const asked = (ids: readonly string[], seconds: number, rate: number) => load({ rate, port: server.port, clients: Number(values.clients), seconds, headers: headersOf(counter.cashier, COOKIE), targets: ids.map((noteId) => ({ path: `/api/notes/${noteId}/repayments`, body })) })
await asked(warm, WARM_UP, 0)
// As a database has it that was not filled a moment ago; then each connection plans anew.
await counter.db.asOwner('analyze')
await asked(warm, 1, 0)
const [spent, before] = [server.spent(), await countOf()]
const measured = await asked(noteIds, Number(values.seconds), Number(values.rate))
const [cost, after] = [perRequest(spent, server.spent(), measured.requests), await countOf()]
const [sums] = await counter.db.asOwner(`
  select (select count(*) from repayment r where not exists (select from transfer t where t.bank_id = r.bank_id and t.note_id = r.note_id))::int as "withoutLedger",
    (select coalesce(sum(amount_fen), 0) from repayment)::bigint::text as repaid, (select coalesce(sum(amount_fen), 0) from repayment_allocation)::bigint::text as allocated`)
console.log(JSON.stringify({
  notes: noteIds.length, clients: Number(values.clients), ...measured, recorded: after - before, ...cost, ...sums, target: TARGET,
}))
await server.close()
process.exit(measured.errors === 0 && after - before === measured.requests ? 0 : 1)

async function countOf(): Promise<number> {
  const [row] = await counter.db.asOwner('select count(*)::int as count from repayment')
  return Number(row?.['count'])
}
