import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { OverlayStatus, Signing } from '#common/policy/domain'
import type { Form, MatrixAnswer, PilotUnit, ProductVersion, VersionAnswer } from '#common/product/domain'
import { type Day, divide, exact, formatExact } from '#kernel'
import type { Tx } from '#platform/db'

const MOST = 500
const RATE_PLACES = 4

/** Names of all units of the bank. */
export async function unitNames(tx: Tx): Promise<(unitId: string) => string> {
  const rows = await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).execute()
  const names = new Map(rows.map((row) => [row.unit_id, row.name]))
  return (unitId) => names.get(unitId) ?? ''
}

/** Versions of one product, or of all, the newest first. */
export async function versions(tx: Tx, code?: string): Promise<VersionAnswer[]> {
  const named = await unitNames(tx)
  const rows = await selectVersions(tx).$if(code !== undefined, (q) => q.where('v.code', '=', code!)).orderBy('v.written_at', 'desc').limit(MOST).execute()
  return rows.map((row) => answerOf(row, named))
}

export async function version(tx: Tx, versionId: string): Promise<VersionAnswer | undefined> {
  const row = await selectVersions(tx).where('v.version_id', '=', versionId).executeTakeFirst()
  return row && answerOf(row, await unitNames(tx))
}

/** Who wrote and signed a version; its row is locked until the transaction ends. */
export async function lockSigning(tx: Tx, versionId: string): Promise<Signing | undefined> {
  const row = await tx.selectFrom('product_version').select(['status', 'author_id', 'effective_on']).where('bank_id', '=', tx.bankId).where('version_id', '=', versionId).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  const signers = await tx.selectFrom('product_signature').select('staff_id').where('bank_id', '=', tx.bankId).where('version_id', '=', versionId).execute()
  return { status: row.status as OverlayStatus, authorId: row.author_id, effectiveOn: row.effective_on as Day, signerIds: signers.map(({ staff_id }) => staff_id) }
}

/** Every code with a name, whatever became of its versions: a name belongs to its code for good. */
export async function namesTaken(tx: Tx): Promise<{ code: string; name: string }[]> {
  return tx.selectFrom('product_version').select(['code', 'name']).distinct().where('bank_id', '=', tx.bankId).where('status', '<>', 'WITHDRAWN').execute()
}

/** The form of a code that two people signed. */
export async function formTaken(tx: Tx, code: string): Promise<Form | undefined> {
  const row = await tx.selectFrom('product_version').select(sql<Form | null>`content ->> 'form'`.as('form')).where('bank_id', '=', tx.bankId).where('code', '=', code).where('status', '=', 'IN_FORCE').limit(1).executeTakeFirst()
  return row?.form ?? undefined
}

type Lent = NonNullable<MatrixAnswer['products'][number]['lent']>

/** What was lent of each product up to the last counted day: notes, sum, average, what is out, the share of it that is bad. */
export async function lentByProduct(tx: Tx, until: Day): Promise<{ day: Day | null; of: (name: string) => Lent | null }> {
  const { rows } = await sql<{ day: Day; name: string; notes: number; lent_fen: number; balance_fen: number; bad_fen: number }>`
    select f.day, f.product_code as name, sum(f.lent)::int as notes, sum(f.lent_fen)::bigint as lent_fen, sum(f.balance_fen)::bigint as balance_fen, sum(f.non_performing_fen)::bigint as bad_fen
    from account_figure f where f.bank_id = ${tx.bankId} and f.day = (select max(l.day) from account_figure l where l.bank_id = ${tx.bankId} and l.day <= ${until}) group by f.day, f.product_code`.execute(tx)
  const by = new Map(rows.map((row) => [row.name, row]))
  return {
    day: rows[0]?.day ?? null,
    of: (name) => {
      const row = by.get(name)
      if (row === undefined) return null
      return {
        notes: row.notes, lentFen: row.lent_fen, averageFen: row.notes === 0 ? 0 : Math.round(row.lent_fen / row.notes), balanceFen: row.balance_fen,
        nonPerforming: row.balance_fen === 0 ? null : formatExact(divide(exact(String(row.bad_fen)), exact(String(row.balance_fen))), RATE_PLACES),
      }
    },
  }
}

function selectVersions(tx: Tx) {
  return tx.selectFrom('product_version as v')
    .innerJoin('staff as a', (on) => on.onRef('a.bank_id', '=', 'v.bank_id').onRef('a.staff_id', '=', 'v.author_id'))
    .select((eb) => [
      'v.version_id', 'v.code', 'v.version', 'v.content', 'v.state', 'v.pilot', 'v.reason', 'v.effective_on', 'v.status', 'v.withdrawn_on', 'v.author_id', 'a.name as author_name', 'v.written_at',
      jsonArrayFrom(
        eb.selectFrom('product_signature as s')
          .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 's.bank_id').onRef('p.staff_id', '=', 's.staff_id'))
          .select(['s.staff_id as staffId', 'p.name', 's.business_date as businessDate', 's.signed_at as signedAt'])
          .where('s.bank_id', '=', tx.bankId).whereRef('s.version_id', '=', 'v.version_id').orderBy('s.signed_at'),
      ).as('signatures'),
    ])
    .where('v.bank_id', '=', tx.bankId)
}

function answerOf(row: Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number], named: (unitId: string) => string): VersionAnswer {
  return {
    versionId: row.version_id, code: row.code, version: row.version, product: row.content as Record<string, unknown>, state: row.state as ProductVersion['state'], pilot: pilotShown(row.pilot as PilotUnit[] | null, named),
    reason: row.reason, effectiveOn: row.effective_on, status: row.status as OverlayStatus, withdrawnOn: row.withdrawn_on, authorId: row.author_id, authorName: row.author_name, writtenAt: row.written_at, signatures: row.signatures,
  }
}

/** A pilot with the names of its units. */
export function pilotShown(pilot: readonly PilotUnit[] | null, named: (unitId: string) => string): VersionAnswer['pilot'] {
  return pilot?.map((each) => ({ ...each, unitName: named(each.unitId) })) ?? null
}
