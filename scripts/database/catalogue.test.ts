import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/db'
import { checkCatalogue } from './check-catalogue.ts'
import { PAGE, distributionPage } from './distribute.ts'
import { TYPES, generateTypes } from './generate-types.ts'

let test: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  test = await testDatabase()
  owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await test.drop()
})

/** Findings after statements that are then taken back. */
async function planted(statements: string[]): Promise<string[]> {
  await owner.query('begin')
  try {
    for (const statement of statements) await owner.query(statement)
    return (await checkCatalogue(owner)).map(({ rule, table, says }) => `${rule} ${table}: ${says}`)
  } finally {
    await owner.query('rollback')
  }
}

it('finds nothing in the tables of the migrations', async () => {
  expect(await checkCatalogue(owner)).toEqual([])
  const [count] = await test.asOwner(`select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
  expect(count!['tables']).toBeGreaterThan(30)
})

describe('names a planted breach', () => {
  const good = 'bank_id integer not null, id integer not null'
  const protect = (table: string) => `select weidai.protect('${table}', 'select', 'bank_id C1\nid C1')`

  it.each<[string, string[], string[]]>([
    ['a table without a bank', ['create table bad (id integer primary key)', `select weidai.share('bad', 'select', 'id C1')`], [
      'bank bad: bank_id is missing, not integer or may be null', 'key bad: bad_pkey does not begin with bank_id',
      'row-security bad: its policies are not the one of weidai.protect()', 'row-security bad: row-level security is not enabled and forced',
    ]],
    ['a bank that is no integer', ['create table bad (bank_id bigint, id integer, primary key (bank_id, id))', protect('bad')], ['bank bad: bank_id is missing, not integer or may be null']],
    ['no primary key', [`create table bad (${good})`, protect('bad')], ['key bad: there is no primary key']],
    ['a primary key in another order', [`create table bad (${good}, primary key (id, bank_id))`, protect('bad')], ['key bad: bad_pkey does not begin with bank_id']],
    ['a unique key without the bank', [`create table bad (${good}, primary key (bank_id, id), unique (id))`, protect('bad')], ['key bad: bad_id_key does not begin with bank_id']],
    ['an index without the bank', [`create table bad (${good}, primary key (bank_id, id))`, 'create index bad_slow on bad (id)', protect('bad')], ['key bad: bad_slow does not begin with bank_id']],
    ['a foreign key without the bank', ['create unique index on counter (last_number)', 'alter table counter add constraint lonely unique (last_number)', `create table bad (${good}, n bigint references counter (last_number), primary key (bank_id, id))`, `select weidai.protect('bad', 'select', 'bank_id C1\nid C1\nn C1')`], [
      'foreign-key bad: bad_n_fkey does not carry bank_id on both sides', 'key counter: counter_last_number_idx does not begin with bank_id', 'key counter: lonely does not begin with bank_id',
    ]],
    ['a foreign key from a shared table to a bank', ['alter table job_heartbeat add bank_id integer references business_day', `comment on column job_heartbeat.bank_id is 'C1'`], ['foreign-key job_heartbeat: job_heartbeat_bank_id_fkey points from a shared table at a table of a bank']],
    ['row security not forced', [`create table bad (${good}, primary key (bank_id, id))`, protect('bad'), 'alter table bad no force row level security'], ['row-security bad: row-level security is not enabled and forced']],
    ['a policy that lets everyone in', [`create policy open on counter using (true)`], ['row-security counter: its policies are not the one of weidai.protect()']],
    ['a policy that checks no writing', ['drop policy one_bank on counter', `create policy one_bank on counter using (bank_id = (select nullif(current_setting('app.bank_id', true), '')::int)) with check (true)`], ['row-security counter: its policies are not the one of weidai.protect()']],
    ['a column without a class', ['alter table counter add more text', `alter table counter add other text`, `comment on column counter.other is 'C4 what is this'`], ['class counter: more carries no data class C1, C2 or C3', 'class counter: other carries no data class C1, C2 or C3']],
    ['a trigger', [`create function nothing() returns trigger language plpgsql as 'begin return new; end'`, 'create trigger busy before insert on counter for each row execute function nothing()'], ['trigger counter: busy is a trigger that is no named guard']],
    ['a volatile default', [`alter table counter add more uuid default gen_random_uuid()`, `comment on column counter.more is 'C1'`], ['default counter: more has a default that differs from row to row: gen_random_uuid()']],
    ['a serial number', [`alter table counter add more serial`, `comment on column counter.more is 'C1'`], ['default counter: more has a default that differs from row to row: nextval(\'counter_more_seq\'::regclass)', 'sequence counter: a sequence feeds it']],
    ['too many rights', ['grant truncate on counter to weidai_app', 'grant select on customer to public'], ['grant counter: weidai_app may truncate it', 'grant customer: everybody has rights on it']],
  ])('%s', async (_, statements, findings) => expect(await planted(statements)).toEqual(findings))
})

it('fits the row types the code is written against', () => {
  expect(generateTypes(test.ownerUrl) === readFileSync(TYPES, 'utf8'), 'src/platform/db/schema.ts does not fit the migrations: run npm run codegen').toBe(true)
})

it('fits the statements that distribute it by bank', async () => {
  expect(await distributionPage(owner) === readFileSync(PAGE, 'utf8'), 'docs/citus.sql does not fit the migrations: run npm run codegen').toBe(true)
})
