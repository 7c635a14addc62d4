import type { Day } from '#kernel'
import { withClient } from './with-client.ts'

export interface NewBank {
  readonly code: string
  readonly name: string
  readonly firstDay: Day
  readonly demonstration?: boolean
}

/** Opens a bank; an act of installation, so the owner role does it. A bank that exists already keeps its days. Returns its id. */
export async function createBank(ownerUrl: string, bank: NewBank): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query('lock table bank in share row exclusive mode')
    const { rows } = await client.query<{ bank_id: number }>(`
      insert into bank (bank_id, code, name, demonstration) select coalesce(max(bank_id), 0) + 1, $1, $2, $3 from bank
      on conflict (code) do update set code = excluded.code returning bank_id`, [bank.code, bank.name, bank.demonstration ?? false])
    const bankId = rows[0]!.bank_id
    await client.query(`set local app.bank_id = '${bankId}'`)
    await client.query('insert into business_day (bank_id, first_day, today) values ($1, $2, $2) on conflict do nothing', [bankId, bank.firstDay])
    await client.query('commit')
    return bankId
  })
}
