import chineseDays from 'chinese-days'
import { published } from '#common/schedule/server'
import { type Day, addDays, day } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'

/** The days of a year on which the bank works other than by the week: as published, and as the bank itself noted. */
export async function readCalendar(tx: Tx, year: number) {
  const [from, until] = [day(`${year}-01-01`), day(`${year}-12-31`)]
  const own = await tx.selectFrom('calendar_day').select(['day', 'kind', 'name']).where('bank_id', '=', tx.bankId).where('day', '>=', from).where('day', '<=', until).execute()
  const noted = new Map(own.map((row) => [row.day, row]))
  const days: { day: string; kind: 'HOLIDAY' | 'WORKING'; name: string; own: boolean }[] = []
  for (let on: Day = from; on <= until; on = addDays(on, 1)) {
    const [mine, shipped] = [noted.get(on), published(on)]
    if (mine !== undefined) days.push({ day: on, kind: mine.kind as 'HOLIDAY' | 'WORKING', name: mine.name, own: true })
    else if (shipped !== undefined) days.push({ day: on, kind: shipped, name: chineseDays.getDayDetail(on).name.split(',')[1] ?? '', own: false })
  }
  return { days }
}

/** Notes what the bank's own calendar says of a day; clocks that open from now on count by it. */
export async function noteDay(tx: Tx, on: Day, { kind, name }: { kind: 'HOLIDAY' | 'WORKING'; name: string }, { staff, today, now }: { staff: Staff; today: Day; now: Date }): Promise<void> {
  const row = { kind, name, changed_by: staff.id, changed_at: now.toISOString() }
  await tx.insertInto('calendar_day').values({ bank_id: tx.bankId, day: on, ...row }).onConflict((conflict) => conflict.columns(['bank_id', 'day']).doUpdateSet(row)).execute()
  await record(tx, { caseId: newId(), act: 'calendar.note', who: staff.id, businessDate: today, body: { day: on, kind, name } })
}
