import { sql } from 'kysely'
import { RISK_CLASSES, type RiskClass } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

interface Moved { note_id: string; class_before: string; class: string; balance: number }

const CLASSES = `array[${RISK_CLASSES.map((one) => `'${one}'`).join(',')}]`

/**
 * Moves notes below the class their days overdue allow at best. Only overdue notes are looked at, by the index of the oldest
 * due day, and only those that passed a threshold are written; judgement may have put a note further down already.
 */
export const classFloorsStep: DayEndStep = {
  id: 'class-floors', name: '分类下限', perUnit: true,
  run: async (tx, at) => {
    const floors = await floorsOf(tx, at)
    if (floors.length === 0) return { rows: 0, controlFen: 0 }
    const moved = await lower(tx, at, floors)
    await keepForTheDay(tx, at, moved)
    const into = (of: RiskClass): number => moved.filter((row) => row.class === of).length
    return {
      rows: moved.length * 2, controlFen: moved.reduce((sum, row) => sum + row.balance, 0),
      figures: { 下调笔数: moved.length, 转关注: into('SPECIAL_MENTION'), 转次级: into('SUBSTANDARD'), 转可疑: into('DOUBTFUL'), 转损失: into('LOSS') },
    }
  },
}

type Floors = Readonly<Record<Exclude<RiskClass, 'NORMAL'>, number>>
interface FloorsOf { readonly productCode: string; readonly floors: Floors }

async function floorsOf(tx: Tx, at: DayEndAt): Promise<FloorsOf[]> {
  const products = await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
  return Promise.all(products.map(async ({ product_code: productCode }) => ({ productCode, floors: (await at.policyOf(productCode)).servicing.classFloors })))
}

/** One statement: finds, moves and writes down. A note an act of the next day already changed is judged as it was. */
async function lower(tx: Tx, { day, unitId, now }: DayEndAt, floors: readonly FloorsOf[]): Promise<Moved[]> {
  const of = (one: keyof Floors): number[] => floors.map((each) => each.floors[one])
  const least = Math.min(...floors.flatMap(({ floors: each }) => Object.values(each)))
  const rank = (column: string) => sql.raw(`array_position(${CLASSES}, ${column})`)
  const { rows } = await sql<Moved>`
    with late as (
      select n.note_id, n.product_code, n.risk_class, n.balance_fen, ${day}::date - n.oldest_due_on as days from note n
      where n.bank_id = ${tx.bankId} and n.unit_id = ${unitId} and n.state = 'RUNNING' and n.oldest_due_on <= ${day}::date - ${least}::int and n.risk_class <> 'LOSS'
        and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
      union all
      select b.note_id, b.product_code, b.risk_class, b.balance_fen, ${day}::date - b.oldest_due_on from note_before b
      where b.bank_id = ${tx.bankId} and b.day = ${day} and b.unit_id = ${unitId} and b.state = 'RUNNING' and b.oldest_due_on <= ${day}::date - ${least}::int and b.risk_class <> 'LOSS'
    ), below as (
      select l.*, case when l.days >= f.loss then 'LOSS' when l.days >= f.doubtful then 'DOUBTFUL' when l.days >= f.substandard then 'SUBSTANDARD' when l.days >= f.special then 'SPECIAL_MENTION' else 'NORMAL' end as floor
      from late l join unnest(${floors.map(({ productCode }) => productCode)}::text[], ${of('SPECIAL_MENTION')}::int[], ${of('SUBSTANDARD')}::int[], ${of('DOUBTFUL')}::int[], ${of('LOSS')}::int[]) as f(product_code, special, substandard, doubtful, loss)
        on f.product_code = l.product_code
    ), moved as (
      update note n set risk_class = b.floor from below b
      where n.bank_id = ${tx.bankId} and n.note_id = b.note_id and ${rank('b.risk_class')} < ${rank('b.floor')} and ${rank('n.risk_class')} < ${rank('b.floor')}
      returning n.note_id, b.risk_class as class_before, b.floor, b.days, b.balance_fen, n.unit_id, n.product_code
    ), kept as (
      insert into classification (bank_id, note_id, seq, class_before, class, source, overdue_days, balance_fen, unit_id, product_code, business_day, at)
      select ${tx.bankId}::int, m.note_id, 1 + coalesce((select max(c.seq) from classification c where c.bank_id = ${tx.bankId} and c.note_id = m.note_id), 0), m.class_before, m.floor, 'FLOOR', m.days, m.balance_fen, m.unit_id, m.product_code, ${day}::date, ${now}::timestamptz
      from moved m returning note_id, class_before, class, balance_fen
    )
    select note_id, class_before, class, balance_fen as balance from kept order by note_id`.execute(tx)
  return rows
}

/** The state kept for the closed day has the class of the closed day; a second statement, so that it sees what was kept while the first one waited. */
async function keepForTheDay(tx: Tx, { day }: DayEndAt, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return
  await sql`
    update note_before b set risk_class = m.class from unnest(${moved.map((row) => row.note_id)}::uuid[], ${moved.map((row) => row.class)}::text[]) as m(note_id, class)
    where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = m.note_id`.execute(tx)
}
