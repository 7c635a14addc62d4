import { type Day, type Fen, add, exact, formatExact, multiply } from '#kernel'
import { type KnownRates, type RepricingRow, type Repricing, type Tenor, changeRate, lprOn, nextPublicationOn, repriced } from '#loan/servicing/domain'
import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type NoteHeld, holdNote, readNote } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'
import { noteSight } from '../quality/sight.ts'
import { knownRates } from '../rates/known-rates.ts'
import type { At } from '../at.ts'
import { nextRepricing } from './do-event.ts'
import { ask } from './requests.ts'

/** Notes whose repricing day has come, each with the rate it would bear and the instalment that follows. */
export async function listRepricing(tx: Tx, staff: Staff, { until, limit }: { readonly until: Day; readonly limit: number }, on: Day): Promise<{ rows: RepricingRow[]; count: number; on: Day }> {
  const day = until > on ? on : until
  const query = (await dueNotes(tx, staff, day))
  const found = await query.selectAll('n').select(['k.name as customer_name', 'u.name as unit_name']).orderBy('n.reprice_on').orderBy('n.note_id').limit(limit).execute()
  const { count } = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const asked = new Set((await tx.selectFrom('note_request').select('note_id').where('bank_id', '=', tx.bankId).where('kind', '=', 'RATE_CHANGED').where('state', '=', 'PROPOSED').where('note_id', 'in', [...found.map((one) => one.note_id), NOBODY]).execute()).map((one) => one.note_id))
  const known = await knownRates(tx, on)
  const rows: RepricingRow[] = []
  for (const row of found) {
    const policy = await policyFor(tx, { applicationOn: row.disbursed_on as Day, eventOn: on }, { unit: row.unit_id, product: row.product_code })
    rows.push({ ...await repricingOf(tx, row, policy, { on, known }), customerName: row.customer_name, unitName: row.unit_name, isAsked: asked.has(row.note_id) })
  }
  return { rows, count: Number(count), on }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function dueNotes(tx: Tx, staff: Staff, day: Day) {
  return tx.selectFrom('note as n')
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .where('n.bank_id', '=', tx.bankId).where('n.state', '=', 'RUNNING').where('n.reprice_on', '<=', day).where(await noteSight(tx, staff))
}

/** Asks for the new rate of notes that are due for it, one request each, from the repricing day of each. */
export async function askRepricing(tx: Tx, staff: Staff, { noteIds, reason }: { readonly noteIds: readonly string[]; readonly reason: string }, at: At): Promise<{ requestIds: string[]; unchanged: string[]; missing: string[] }> {
  const known = await knownRates(tx, at.on)
  const [requestIds, unchanged, missing]: [string[], string[], string[]] = [[], [], []]
  for (const noteId of [...noteIds].toSorted()) {
    const held = await readNote(tx, staff, noteId, at.on, 'for update')
    const { row } = held
    if (row.repricing === 'NEVER' || row.reprice_on === null || row.reprice_on > at.on) {
      unchanged.push(noteId)
      continue
    }
    const found = newRate(held, row.reprice_on as Day, known)
    if (found === null) {
      missing.push(noteId)
      continue
    }
    const { rate, lpr } = found
    if (rate.annualRate === row.annual_rate) {
      await nextRepricing(tx, row, row.reprice_on as Day)
      await record(tx, { caseId: held.chain, act: 'servicing.keep-rate', who: staff.id, businessDate: at.on, body: { noteId, number: row.number, annualRate: row.annual_rate, lpr, repriceOn: row.reprice_on } })
      unchanged.push(noteId)
    } else requestIds.push(await ask(tx, staff, held, { kind: 'RATE_CHANGED', rowVersion: row.row_version, valueDay: row.reprice_on, body: { ...rate, lpr: { ...lpr, spread: row.lpr_spread! }, reason }, grounds: {} }, at))
  }
  return { requestIds, unchanged, missing }
}

/** The rate a note bears from its repricing day: the list in force on that day plus what was agreed; none while that is not entered. */
function newRate({ row, policy }: Pick<NoteHeld, 'row' | 'policy'>, on: Day, known: KnownRates) {
  if (on >= nextPublicationOn(known)) return null
  const lpr = lprOn(on, row.lpr_tenor as Tenor, known)
  return { lpr, rate: repriced(lpr, row.lpr_spread!, policy.servicing.penaltyUplift) }
}

async function repricingOf(tx: Tx, row: NoteRecord, policy: PolicyPack, { on, known }: { readonly on: Day; readonly known: KnownRates }): Promise<Omit<RepricingRow, 'customerName' | 'unitName' | 'isAsked'>> {
  const { note } = await holdNote(tx, row, on)
  const found = newRate({ row, policy }, row.reprice_on as Day, known)
  const after = found === null ? note : changeRate(note, row.reprice_on as Day, found.rate).note
  const next = note.instalments.find((one) => one.dueOn > on && one.kind === 'REGULAR')
  const later = next === undefined ? undefined : after.instalments.findLast((one) => one.dueOn >= next.dueOn)
  const sum = (one: { principalFen: Fen; interestFen: Fen } | undefined): number | null => (one === undefined ? null : one.principalFen + one.interestFen)
  return {
    noteId: row.note_id, number: row.number, balanceFen: row.balance_fen, repriceOn: row.reprice_on!, tenor: row.lpr_tenor as Tenor, spread: row.lpr_spread!, oldRate: row.annual_rate,
    newRate: found?.rate.annualRate ?? null, penaltyRate: found?.rate.penaltyRate ?? null, lpr: found?.lpr.rate ?? null, publishedOn: found?.lpr.publishedOn ?? null, oldInstalmentFen: sum(next), newInstalmentFen: found === null ? null : sum(after.instalments.find((one) => one.dueOn === (next?.dueOn ?? later?.dueOn))), rowVersion: row.row_version,
  }
}

/** How a new note follows the published rate, by the pack of the day it was drawn. */
export function followsOf(annualRate: string, { tenor, on, repricing, next }: { readonly tenor: Tenor; readonly on: Day; readonly repricing: Repricing; readonly next: Day | null }, known: KnownRates = {}) {
  if (repricing === 'NEVER' || next === null) return { repricing: 'NEVER', lpr_tenor: null, lpr_spread: null, reprice_on: null }
  const spread = formatExact(add(exact(annualRate), multiply(-1, exact(lprOn(on, tenor, known).rate))), PLACES).replace(/\.?0+$/, '')
  return { repricing, lpr_tenor: tenor, lpr_spread: spread === '' ? '0' : spread, reprice_on: next }
}

const PLACES = 12
