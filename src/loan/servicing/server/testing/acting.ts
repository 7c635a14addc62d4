import { formatYuan } from '#kernel'
import type { Tried } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { type Counter, pageOf } from './note.ts'

const REASON = '客户申请并经核实'

type More = Record<string, unknown>
type Answer = Awaited<ReturnType<Counter['as']>>

/** Acts on notes by the people of a counter: asked for by the officer, decided by head or president, stated by the cashier. */
export interface Acting {
  readonly head: TestStaff
  readonly president: TestStaff
  ask(noteId: string, act: string, body: More, more?: More): Promise<Answer>
  decide(requestId: string, who?: TestStaff): Promise<Answer>
  /** Asked for and approved; what was refused on the way fails the test. */
  done(noteId: string, act: string, body: More, more?: More, who?: TestStaff): Promise<void>
  state(noteId: string, act: string, body: More, more?: More): Promise<Answer>
  trial(noteId: string, kind: string, valueDay: string | null, body: More): Promise<Tried>
  /** Balances of the accounts of a note: every transfer once to each side. */
  accounts(noteId: string): Promise<Record<string, string>>
}

export async function actingAt(counter: Counter): Promise<Acting> {
  const hire = (posts: Parameters<typeof testStaff>[2]['posts'], name: string) => testStaff(counter.db.database, counter.banks[0], { posts, name })
  const [head, president] = [await hire(['UNIT_HEAD'], '周行长'), await hire(['PRESIDENT'], '秦行长')]
  const version = async (noteId: string): Promise<number> => (await pageOf(counter, noteId)).rowVersion
  const ask: Acting['ask'] = async (noteId, act, body, more = {}) => counter.as(counter.officer, 'POST', `/api/notes/${noteId}/requests/${act}`, { body: { rowVersion: await version(noteId), body: { reason: REASON, ...body }, grounds: {}, ...more } })
  const decide: Acting['decide'] = (requestId, who = head) => counter.as(who, 'POST', '/api/note-requests/approval', { body: { requestIds: [requestId], says: '同意办理' } })
  return {
    head, president, ask, decide,
    done: async (noteId, act, body, more, who) => {
      const asked = await ask(noteId, act, body, more)
      const approved = asked.statusCode === 201 ? await decide(asked.json<{ requestId: string }>().requestId, who) : asked
      if (approved.statusCode !== 200) throw new Error(`${act}: ${approved.body}`)
    },
    state: async (noteId, act, body, more = {}) => counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/events/${act}`, { body: { rowVersion: await version(noteId), body: { reason: REASON, ...body }, ...more } }),
    trial: async (noteId, kind, valueDay, body) => {
      const answer = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/trial`, { body: { kind, valueDay, body } })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json<Tried>()
    },
    accounts: async (noteId) => {
      const rows = await counter.db.asOwner(`select a.purpose, sum(case when t.debit_code = a.code then t.amount_fen else -t.amount_fen end)::bigint as fen from transfer t join ledger_account a on a.bank_id = t.bank_id and a.code in (t.debit_code, t.credit_code) where t.note_id = $1 group by 1`, [noteId])
      return Object.fromEntries(rows.filter((row) => Number(row['fen']) !== 0).map((row) => [String(row['purpose']), `${Number(row['fen']) < 0 ? '-' : ''}${formatYuan(Math.abs(Number(row['fen'])))}`]))
    },
  }
}
