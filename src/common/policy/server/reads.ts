import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { OverlayAnswer, OverlayLevel, OverlayStatus, OverlayVersion, PackSource, Signing } from '#common/policy/domain'
import type { Product, ProductVersion } from '#common/product/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** More versions than a bank writes in a lifetime; lists are bounded. */
const MOST = 2000

/** What a version says never changes once it is written, so a process reads it once. */
const contents = new Map<string, unknown>()
const MOST_KEPT: number = 500

/** Every version that two people signed, whatever its day: changes of the policy, and products. */
export interface Signed {
  readonly overlays: readonly OverlayVersion[]
  readonly products: readonly ProductVersion[]
}

interface SignedRow {
  readonly id: string
  readonly level: OverlayLevel | 'CATALOGUE'
  readonly subject: string
  readonly version: number
  readonly base_pack: string | null
  readonly effective_on: Day
  readonly state: ProductVersion['state']
  readonly pilot: ProductVersion['pilot']
}

/** What holds and what will: asked with every act, so it is one question. */
export async function versionsInForce(tx: Tx): Promise<Signed> {
  const { rows } = await sql<SignedRow>`
    select o.overlay_id as id, o.level, o.subject, o.version, o.base_pack, o.effective_on, null as state, null::json as pilot
      from policy_overlay o where o.bank_id = ${tx.bankId} and o.status = 'IN_FORCE'
    union all
    select p.version_id, 'CATALOGUE', p.code, p.version, null, p.effective_on, p.state, p.pilot
      from product_version p where p.bank_id = ${tx.bankId} and p.status = 'IN_FORCE'
    order by effective_on, version limit ${MOST}`.execute(tx)
  const contentOf = await readContents(tx, rows)
  return {
    overlays: rows.filter(({ level }) => level !== 'CATALOGUE').map((row) => ({
      overlayId: row.id, level: row.level as OverlayLevel, subject: row.subject, version: row.version, basePack: row.base_pack, content: contentOf(row.id) as PackSource, effectiveOn: row.effective_on, status: 'IN_FORCE',
    })),
    products: rows.filter(({ level }) => level === 'CATALOGUE').map((row) => ({
      versionId: row.id, version: row.version, product: contentOf(row.id) as Product, state: row.state, pilot: row.pilot, effectiveOn: row.effective_on, status: 'IN_FORCE',
    })),
  }
}

async function readContents(tx: Tx, rows: readonly SignedRow[]): Promise<(id: string) => unknown> {
  const keyOf = (id: string): string => `${tx.bankId} ${id}`
  const unknown = rows.filter(({ id }) => !contents.has(keyOf(id)))
  const [overlaid, listed] = [unknown.filter(({ level }) => level !== 'CATALOGUE'), unknown.filter(({ level }) => level === 'CATALOGUE')].map((some) => some.map(({ id }) => id))
  const read = [
    ...(overlaid === undefined || overlaid.length === 0 ? [] : await tx.selectFrom('policy_overlay').select(['overlay_id as id', 'content']).where('bank_id', '=', tx.bankId).where('overlay_id', 'in', overlaid).execute()),
    ...(listed === undefined || listed.length === 0 ? [] : await tx.selectFrom('product_version').select(['version_id as id', 'content']).where('bank_id', '=', tx.bankId).where('version_id', 'in', listed).execute()),
  ]
  const all = new Map([...rows.map(({ id }) => [id, contents.get(keyOf(id))] as const), ...read.map((row) => [row.id, row.content] as const)])
  if (contents.size + read.length > MOST_KEPT) contents.clear()
  for (const row of read) contents.set(keyOf(row.id), row.content)
  return (id) => all.get(id)
}

/** Units from the bank's root down to this one. */
export async function unitsDownTo(tx: Tx, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`
    with recursive above as (
      select u.unit_id, u.parent_id, 0 as height from unit u where u.bank_id = ${tx.bankId} and u.unit_id = ${unitId}
      union all
      select u.unit_id, u.parent_id, a.height + 1 from unit u join above a on u.unit_id = a.parent_id where u.bank_id = ${tx.bankId} and a.height < 32
    ) select unit_id from above order by height desc`.execute(tx)
  return rows.map((row) => row.unit_id)
}

/** Every unit that has signed changes of its own, with the units above it. */
export async function unitPaths(tx: Tx, unitIds: readonly string[]): Promise<string[][]> {
  const paths: string[][] = []
  for (const unitId of unitIds) paths.push(await unitsDownTo(tx, unitId))
  return paths
}

/** All versions, the newest first. */
export async function overlays(tx: Tx): Promise<OverlayAnswer[]> {
  return (await selectOverlays(tx).orderBy('o.written_at', 'desc').limit(MOST).execute()).map(answerOf)
}

export async function overlay(tx: Tx, overlayId: string): Promise<OverlayAnswer | undefined> {
  const row = await selectOverlays(tx).where('o.overlay_id', '=', overlayId).executeTakeFirst()
  return row && answerOf(row)
}

/** Who wrote and signed a version; its row is locked until the transaction ends. */
export async function lockSigning(tx: Tx, overlayId: string): Promise<Signing | undefined> {
  const row = await tx.selectFrom('policy_overlay as o').select(['o.status', 'o.author_id', 'o.effective_on'])
    .where('o.bank_id', '=', tx.bankId).where('o.overlay_id', '=', overlayId).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  const signers = await tx.selectFrom('policy_signature as s').select('s.staff_id').where('s.bank_id', '=', tx.bankId).where('s.overlay_id', '=', overlayId).execute()
  return { status: row.status as OverlayStatus, authorId: row.author_id, effectiveOn: row.effective_on as Day, signerIds: signers.map(({ staff_id }) => staff_id) }
}

/** The content of a policy a decision was made under. */
export async function snapshotContent(tx: Tx, hash: string): Promise<unknown> {
  const row = await tx.selectFrom('policy_snapshot as p').select('p.content').where('p.bank_id', '=', tx.bankId).where('p.hash', '=', hash).executeTakeFirst()
  return row?.content
}

function selectOverlays(tx: Tx) {
  return tx.selectFrom('policy_overlay as o')
    .innerJoin('staff as a', (on) => on.onRef('a.bank_id', '=', 'o.bank_id').onRef('a.staff_id', '=', 'o.author_id'))
    .select((eb) => [
      'o.overlay_id', 'o.level', 'o.subject', 'o.version', 'o.base_pack', 'o.content', 'o.reason', 'o.effective_on', 'o.status', 'o.withdrawn_on', 'o.author_id', 'a.name as author_name', 'o.written_at',
      jsonArrayFrom(
        eb.selectFrom('policy_signature as s')
          .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 's.bank_id').onRef('p.staff_id', '=', 's.staff_id'))
          .select(['s.staff_id as staffId', 'p.name', 's.business_date as businessDate', 's.signed_at as signedAt'])
          .where('s.bank_id', '=', tx.bankId).whereRef('s.overlay_id', '=', 'o.overlay_id').orderBy('s.signed_at'),
      ).as('signatures'),
    ])
    .where('o.bank_id', '=', tx.bankId)
}

type OverlayRow = Awaited<ReturnType<ReturnType<typeof selectOverlays>['execute']>>[number]

function answerOf(row: OverlayRow): OverlayAnswer {
  return {
    overlayId: row.overlay_id, level: row.level as OverlayLevel, subject: row.subject, version: row.version, basePack: row.base_pack, content: row.content as Record<string, unknown>,
    reason: row.reason, effectiveOn: row.effective_on, status: row.status as OverlayStatus, withdrawnOn: row.withdrawn_on,
    authorId: row.author_id, authorName: row.author_name, writtenAt: row.written_at, signatures: row.signatures,
  }
}
