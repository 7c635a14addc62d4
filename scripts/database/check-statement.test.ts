import { describe, expect, it } from 'vitest'
import { tablesWithoutBank } from './check-statement.ts'

const bankTables = new Set(['loan', 'customer', 'instalment'])
const check = (statement: string) => tablesWithoutBank(statement, bankTables)

describe('a statement that says its bank for every table', () => {
  it.each([
    'select * from loan where bank_id = $1',
    'select * from "loan" as "l" where "l"."bank_id" = $1 and "l"."state" = $2 order by 1 limit 3 for update',
    'select * from loan l join customer c on c.bank_id = l.bank_id and c.id = l.customer_id where l.bank_id = 7',
    'select * from loan l left join customer c on c.bank_id = $1 and c.id = l.customer_id where l.bank_id = $1',
    'select * from loan l where l.bank_id = $1::int and exists (select from instalment i where i.bank_id = l.bank_id and i.loan = l.id)',
    'with due as (select bank_id, loan from instalment i where i.bank_id = $1) select * from due d join loan l on l.bank_id = d.bank_id and l.id = d.loan',
    'insert into loan (bank_id, id) values ($1, $2) on conflict (bank_id, id) do update set id = excluded.id',
    'insert into loan (bank_id, id) select $1, u.id from unnest($2::int[]) as u(id)',
    'update loan set state = $1 where bank_id = $2 and id = $3',
    'update loan l set state = u.state from unnest($1::int[], $2::text[]) as u(id, state) where l.bank_id = $3 and l.id = u.id',
    'delete from loan using customer c where loan.bank_id = c.bank_id and c.bank_id = $1',
    'select code from bank', 'begin', "set local app.bank_id = '1'", 'select 1',
  ])('%s', (statement) => expect(check(statement)).toEqual([]))
})

describe('a statement that does not', () => {
  it.each([
    ['select * from loan', ['loan']],
    ['select * from loan where id = $1', ['loan']],
    ['select * from loan where bank_id = $1 or true', ['loan']],
    ['select * from loan where bank_id > $1', ['loan']],
    ['select * from loan where bank_id = other_column', ['loan']],
    ['select * from loan where bank_id in (1, 2)', ['loan']],
    ['select * from loan where not (bank_id = $1)', ['loan']],
    ['select * from loan l join customer c on c.id = l.customer_id where l.bank_id = $1', ['customer']],
    ['select * from loan l join customer c on c.bank_id = l.bank_id', ['loan', 'customer']],
    ['select * from loan l where l.bank_id = $1 and exists (select from instalment i where i.loan = l.id)', ['instalment']],
    ['with due as (select * from instalment) select * from due where bank_id = $1', ['instalment']],
    ['select (select count(*) from loan)', ['loan']],
    ['select * from loan where bank_id = $1 union all select * from loan', ['loan']],
    ['insert into loan (id) values ($1)', ['loan']],
    ['insert into loan (bank_id, id) select c.bank_id, c.id from customer c', ['customer']],
    ['update loan set bank_id = $1 where id = $2', ['loan']],
    ['update loan set id = c.id from customer c where loan.bank_id = $1', ['customer']],
    ['delete from loan', ['loan']],
    ['merge into loan l using customer c on c.id = l.id when matched then delete', ['loan', 'customer']],
  ])('%s', (statement, tables) => expect(check(statement)).toEqual(tables))
})
