import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { type RawBuilder, sql } from 'kysely'
import { settlePlain } from '../bulk/settle-plain.ts'

const ANSWERS_A_STATEMENT: number = 10_000

/** Answers that brought all an order asked for, on the note's own account, of notes with nothing else waiting: nearly all. What is plain of them is set off; the rest still waits. */
export async function settlePlainAnswers(tx: Tx, which: RawBuilder<unknown>, { on, now }: { readonly on: Day; readonly now: string }): Promise<{ answers: number; settledFen: number }> {
  const done = { answers: 0, settledFen: 0 }
  for (let after: string | null = null; ;) {
    const items: RawBuilder<unknown> = sql`
      select r.note_id, r.amount_fen, r.source from debit_result r
      where r.bank_id = ${tx.bankId} and r.state = 'WAITING' and r.paid_on = ${on} and r.note_id is not null and r.account_matches is not false ${which} ${after === null ? sql`` : sql`and r.note_id > ${after}`}
        and (select true from debit_order o where o.bank_id = ${tx.bankId} and o.order_no = r.order_no limit 1)
        and not exists (select from debit_result e where e.bank_id = ${tx.bankId} and e.state = 'WAITING' and e.unit_id = r.unit_id and e.note_id = r.note_id and e.source <> r.source)
      order by r.note_id limit ${ANSWERS_A_STATEMENT}`
    const answered = sql`update debit_result a set state = 'DONE', settled_fen = a.amount_fen from rolled r where a.bank_id = ${tx.bankId} and a.source = r.source`
    const some = await settlePlain(tx, items, { day: on, channel: 'DIRECT_DEBIT', now }, answered)
    done.answers += some.count
    done.settledFen += some.amountFen
    if (some.offered < ANSWERS_A_STATEMENT) return done
    after = some.last
  }
}
