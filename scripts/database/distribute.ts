import type pg from 'pg'

export const PAGE = 'docs/citus.sql'

/** The page with these statements, as `npm run codegen` writes it. */
export async function distributionPage(client: pg.ClientBase): Promise<string> {
  return `-- Written by npm run codegen; docs/scale.md says when and how to run it.\n${(await distributionStatements(client)).join('\n')}\n`
}

/**
 * The statements that spread the schema over a Citus cluster by `bank_id`: guards off, shared tables to every node, then the tables
 * of a bank, each after the tables it refers to, all of one colocation group, so that every key and every statement of a bank stays
 * on one node. Run once on an empty, migrated database by its owner; later migrations add a line of the same form.
 */
export async function distributionStatements(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string; has_bank: boolean; parents: string[]; guards: string[] }>(`
    select c.relname::text as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'bank_id' and c.relname <> 'bank') as has_bank,
      array(select p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid order by 1) as parents,
      array(select g.tgname::text from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal order by 1) as guards
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  const shared = tables.filter(({ has_bank: hasBank }) => !hasBank).map(({ name }) => name)
  const placed = new Set(shared)
  const ordered: string[] = []
  while (ordered.length < tables.length - shared.length) {
    const ready = tables.filter(({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent)))
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${tables.filter(({ name }) => !placed.has(name)).map(({ name }) => name).join(', ')}`)
    for (const { name } of ready) {
      placed.add(name)
      ordered.push(name)
    }
  }
  const first = ordered[0]
  return [
    ...tables.flatMap(({ name, guards }) => guards.map((guard) => `drop trigger ${guard} on ${name};`)),
    ...shared.map((name) => `select create_reference_table('${name}');`),
    ...ordered.map((name) => `select create_distributed_table('${name}', 'bank_id'${name === first ? ', shard_count := 32' : `, colocate_with := '${first}'`});`),
  ]
}
