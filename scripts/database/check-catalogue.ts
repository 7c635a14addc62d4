import type pg from 'pg'

export interface CatalogueFinding {
  readonly rule: 'bank' | 'key' | 'foreign-key' | 'row-security' | 'class' | 'trigger' | 'default' | 'sequence' | 'grant'
  readonly table: string
  readonly says: string
}

/** Tables that belong to no bank, each with the reason a reader is owed. */
const SHARED = new Map([
  ['bank', 'the list of banks itself'],
  ['schema_migration', 'the schema is one for all banks'],
  ['job_heartbeat', 'a server works for all banks'],
])
/** Triggers that guard and do nothing else; they may be left out where triggers on distributed tables are refused. */
const GUARDS = new Set(['guard_append_only'])

/** What the tables of a database break of the rules of docs/decisions: bank_id first, forced row security, classes, nothing that hinders distribution. */
export async function checkCatalogue(client: pg.ClientBase): Promise<CatalogueFinding[]> {
  const found: CatalogueFinding[] = []
  for (const { rule, sql } of RULES) {
    const { rows } = await client.query<{ table: string; says: string }>(sql, sql.includes('$1') ? [[...SHARED.keys()]] : [])
    found.push(...rows.map((row) => ({ rule, ...row })))
  }
  return found.sort((a, b) => (`${a.table} ${a.rule} ${a.says}` < `${b.table} ${b.rule} ${b.says}` ? -1 : 1))
}

const TABLES = `(select c.*, c.relname::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')) t`
const OF_A_BANK = `t.name <> all($1)`
const FIRST_OF = (keys: string): string => `(select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = ${keys}[0])`

const RULES: readonly { rule: CatalogueFinding['rule']; sql: string }[] = [
  {
    rule: 'bank', sql: `select t.name as table, 'bank_id is missing, not integer or may be null' as says from ${TABLES} where ${OF_A_BANK}
      and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'bank_id' and a.atttypid = 'int4'::regtype and a.attnotnull)`,
  },
  {
    rule: 'key', sql: `select t.name as table, 'there is no primary key' as says from ${TABLES} where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  },
  {
    rule: 'key', sql: `select t.name as table, ic.relname || ' does not begin with bank_id' as says from ${TABLES} join pg_index i on i.indrelid = t.oid join pg_class ic on ic.oid = i.indexrelid
      where ${OF_A_BANK} and ${FIRST_OF('i.indkey')} is distinct from 'bank_id'`,
  },
  {
    rule: 'foreign-key', sql: `select t.name as table, f.conname || ' does not carry bank_id on both sides' as says from ${TABLES} join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
      join pg_class other on other.oid = f.confrelid
      where ${OF_A_BANK} and not (
        other.relname = any($1) and other.relname = 'bank'
        or (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = f.conkey[1]) = 'bank_id'
        and (select a.attname from pg_attribute a where a.attrelid = other.oid and a.attnum = f.confkey[1]) = 'bank_id'
        and other.relname <> all($1))`,
  },
  {
    rule: 'foreign-key', sql: `select t.name as table, f.conname || ' points from a shared table at a table of a bank' as says from ${TABLES} join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
      join pg_class other on other.oid = f.confrelid where t.name = any($1) and other.relname <> all($1)`,
  },
  {
    rule: 'row-security', sql: `select t.name as table, 'row-level security is not enabled and forced' as says from ${TABLES} where ${OF_A_BANK} and not (t.relrowsecurity and t.relforcerowsecurity)`,
  },
  {
    rule: 'row-security', sql: `select t.name as table, 'its policies are not the one of weidai.protect()' as says from ${TABLES} where ${OF_A_BANK} and (
      select coalesce(jsonb_agg(jsonb_build_array(p.polname, p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))), '[]') from pg_policy p where p.polrelid = t.oid
    ) is distinct from (
      select jsonb_agg(jsonb_build_array(p.polname, p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))) from pg_policy p where p.polrelid = 'business_day'::regclass
    )`,
  },
  {
    rule: 'class', sql: `select t.name as table, a.attname || ' carries no data class C1, C2 or C3' as says from ${TABLES} join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where coalesce(col_description(t.oid, a.attnum), '') !~ '^C[123]( |$)'`,
  },
  {
    rule: 'trigger', sql: `select t.name as table, g.tgname || ' is a trigger that is no named guard' as says from ${TABLES} join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
      where g.tgname <> all(array[${[...GUARDS].map((name) => `'${name}'`).join()}])`,
  },
  {
    rule: 'default', sql: `select t.name as table, a.attname || ' has a default that differs from row to row: ' || pg_get_expr(d.adbin, d.adrelid) as says from ${TABLES} join pg_attrdef d on d.adrelid = t.oid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
      where exists (select from pg_depend p join pg_proc f on f.oid = p.refobjid where p.classid = 'pg_attrdef'::regclass and p.objid = d.oid and p.refclassid = 'pg_proc'::regclass and f.provolatile = 'v')
        or pg_get_expr(d.adbin, d.adrelid) ~ '(random|gen_random_uuid|uuidv[47]|clock_timestamp|timeofday|nextval)\\('`,
  },
  {
    rule: 'sequence', sql: `select t.name as table, 'a sequence feeds it' as says from ${TABLES} where exists (
      select from pg_depend p join pg_class s on s.oid = p.objid and s.relkind = 'S' where p.refobjid = t.oid and p.deptype in ('a', 'i'))`,
  },
  {
    rule: 'grant', sql: `select t.name as table, 'weidai_app may ' || lower(g.privilege_type) || ' it' as says from ${TABLES} cross join lateral aclexplode(t.relacl) g
      where g.grantee = 'weidai_app'::regrole and g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
  },
  {
    rule: 'grant', sql: `select t.name as table, 'everybody has rights on it' as says from ${TABLES} where exists (select from aclexplode(t.relacl) g where g.grantee = 0)`,
  },
]
