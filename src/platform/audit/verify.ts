import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { checkChain, type Banks } from './check-chain.ts'
import type { Finding } from './findings.ts'
import { readChain, readChains } from './read-chains.ts'
import { OPERATIONS, type Head } from './recipe.ts'
import { verifySeals, type KeptRoot } from './verify-seals.ts'

export interface AuditReport {
  readonly banks: number
  readonly chains: number
  readonly links: number
  readonly seals: number
  readonly findings: readonly Finding[]
}

/** Reads every chain and seal of every bank and names what was edited, deleted, inserted, reordered, moved, cut or rewritten. */
export async function verifyAudit(database: Database, kept: readonly KeptRoot[] = []): Promise<AuditReport> {
  const banks = await database.shared((tx) => tx.selectFrom('bank as b').select(['b.bank_id as id', 'b.code']).orderBy('b.bank_id').execute())
  const reports: AuditReport[] = []
  for (const bank of banks) {
    const others = banks.filter(({ id }) => id !== bank.id)
    reports.push(await database.inBank(bank.id, (tx) => verifyBank(tx, bank.code, others, kept.filter((root) => root.bank === bank.code))))
  }
  const sum = (of: (report: AuditReport) => number): number => reports.reduce((total, report) => total + of(report), 0)
  return { banks: banks.length, chains: sum((r) => r.chains), links: sum((r) => r.links), seals: sum((r) => r.seals), findings: reports.flatMap((report) => report.findings) }
}

/** Everything that is wrong with the chain of one case, against its head and the seals that know it; nobody adds to it meanwhile. */
export async function verifyCase(tx: Tx, caseId: string): Promise<Finding[]> {
  const head = await tx.selectFrom('audit_head as h').select(['h.seq', 'h.hash']).where('h.bank_id', '=', tx.bankId).where('h.case_id', '=', caseId).forShare().executeTakeFirst()
  const sealed = await tx.selectFrom('sealed_head as h').select(['h.day', 'h.seq', 'h.hash']).where('h.bank_id', '=', tx.bankId).where('h.case_id', '=', caseId).orderBy('h.day').execute()
  const { code } = await tx.selectFrom('bank').select('code').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  return checkChain({ bank: code, name: caseId, links: await readChain(tx, caseId), head, sealed }, tx.keys, [])
}

async function verifyBank(tx: Tx, bank: string, others: Banks, kept: readonly KeptRoot[]): Promise<AuditReport> {
  // One picture of the whole bank: work that goes on meanwhile does not look like tampering.
  await sql`set transaction isolation level repeatable read`.execute(tx)
  return readBank(tx, bank, others, kept)
}

/** As `verifyAudit` for the bank of this transaction alone. What looks damaged is looked at again with nobody adding to it, so that work of the same moment is not taken for tampering. */
export async function verifyOwnBank(tx: Tx): Promise<AuditReport> {
  const { code } = await tx.selectFrom('bank').select('code').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const report = await readBank(tx, code, [], [])
  const cases = new Set(report.findings.map(({ chain }) => chain).filter((chain) => chain !== 'operations' && chain !== 'seals'))
  const again: Finding[] = []
  for (const caseId of cases) again.push(...await verifyCase(tx, caseId))
  return { ...report, findings: [...again, ...report.findings.filter(({ chain }) => !cases.has(chain))] }
}

async function readBank(tx: Tx, bank: string, others: Banks, kept: readonly KeptRoot[]): Promise<AuditReport> {
  const heads = await readHeads(tx)
  const sealed = await readSealed(tx)
  const found = new Heads()
  const findings: Finding[] = []
  const seen = new Set<string>()
  let links = 0
  const check = (caseId: string, stored: Parameters<typeof checkChain>[0]['links']): void => {
    const name = caseId === OPERATIONS ? 'operations' : caseId
    findings.push(...checkChain({ bank, name, links: stored, head: heads.get(caseId), sealed: sealed.ofCase(caseId) }, tx.keys, others))
  }
  for await (const { caseId, days, stored } of readChains(tx)) {
    seen.add(caseId)
    links += stored.length
    check(caseId, stored)
    stored.forEach((link, i) => found.put(days[i]!, { caseId, seq: link.seq, hash: link.hash }))
  }
  for (const caseId of new Set([...heads.keys(), ...sealed.cases()])) if (!seen.has(caseId)) check(caseId, [])
  const seals = await verifySeals(tx, bank, { found: (day) => found.ofDay(day), sealed: (day) => sealed.ofDay(day), days: () => found.days() }, kept)
  return { banks: 1, chains: seen.size, links, seals: seals.count, findings: [...findings, ...seals.findings] }
}

async function readHeads(tx: Tx): Promise<ReadonlyMap<string, Head>> {
  const rows = await tx.selectFrom('audit_head as h').select(['h.case_id as caseId', 'h.seq', 'h.hash']).where('h.bank_id', '=', tx.bankId).execute()
  return new Map(rows.map((head) => [head.caseId, head]))
}

async function readSealed(tx: Tx): Promise<Heads> {
  const rows = await tx.selectFrom('sealed_head as h').select(['h.case_id as caseId', 'h.day', 'h.seq', 'h.hash']).where('h.bank_id', '=', tx.bankId).orderBy('h.day').execute()
  const heads = new Heads()
  for (const { day, ...head } of rows) heads.put(day, head)
  return heads
}

/** Heads by day and by case; the later of two of one case and day counts. */
class Heads {
  readonly #days = new Map<string, Map<string, Head>>()
  readonly #cases = new Map<string, Map<string, Head>>()

  put(day: string, head: Head): void {
    into(this.#days, day).set(head.caseId, head)
    into(this.#cases, head.caseId).set(day, head)
  }

  ofDay(day: string): Head[] {
    return [...(this.#days.get(day)?.values() ?? [])]
  }

  ofCase(caseId: string): { day: string; seq: number; hash: string }[] {
    return [...(this.#cases.get(caseId) ?? [])].map(([day, { seq, hash }]) => ({ day, seq, hash }))
  }

  days(): Iterable<string> {
    return this.#days.keys()
  }

  cases(): Iterable<string> {
    return this.#cases.keys()
  }
}

function into(map: Map<string, Map<string, Head>>, key: string): Map<string, Head> {
  const inner = map.get(key) ?? new Map<string, Head>()
  map.set(key, inner)
  return inner
}
