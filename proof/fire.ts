import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { placeFor, startEmbedded } from '#platform/db'
import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import type { Counter } from '../src/loan/servicing/server/testing/note.ts'
import { type Door, type Paid, atPort, openCounterOn, openDoor, openNotes, pay, payOnAndOn } from './fire/counter.ts'
import { fillDisk } from './fire/full.ts'
import { type Mishap, type Wire, openWire } from './fire/wire.ts'

const MISHAPS: Readonly<Record<Mishap, number>> = { CUT_BEFORE_COMMIT: 40, ANSWER_LOST: 40, SILENT_AT_COMMIT: 4 }
const REPAYMENT = /insert into "?repayment"?\b/
const [CLIENTS, CUTS, LONGEST_PAUSE_MS, LONGEST_ANSWER_MS] = [8, 60, 500, 10_000]

/**
 * Repayments over HTTP while the wire to the database is cut at the commit, after it, at random instants, or falls silent, and
 * while the disk of the tables is full. Whoever was not answered sends the same request again with its key: every repayment
 * acknowledged is there once, none is there twice, and nobody waited longer than ten seconds.
 */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-wire-'))
  chmodSync(home, 0o755)
  const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
  try {
    const counter = await openCounterOn(server.ownerUrl)
    const wire = await openWire(Number(new URL(server.ownerUrl).port))
    const door = await openDoor(counter, atPort(counter.db.appUrl, wire.port))
    const mishaps = await atTheCommit({ counter, door, wire })
    const cut = await atRandom({ counter, door, wire }, new Chance(seed))
    await door.close()
    await wire.close()
    await counter.db.database.close()
    return { mishaps, cutAtRandom: cut, fullDisk: await fillDisk({ clients: CLIENTS }) }
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

interface Site { readonly counter: Counter; readonly door: Door; readonly wire: Wire }

async function atTheCommit({ counter, door, wire }: Site): Promise<Figures> {
  const total = Object.values(MISHAPS).reduce((sum, count) => sum + count, 0)
  const notes = await openNotes(counter, total)
  let longestMs = 0
  for (const [mishap, count] of Object.entries(MISHAPS) as [Mishap, number][]) {
    for (let round = 0; round < count; round++) {
      const asked = { noteId: notes.pop() ?? '', rowVersion: 1, key: randomUUID() }
      wire.arm(mishap, REPAYMENT)
      const first = await pay(counter, door, asked)
      longestMs = Math.max(longestMs, first.ms)
      if (first.status !== 503 || !wire.hasHappened()) throw new Error(`${mishap}: answered ${first.status} ${JSON.stringify(first.body)}`)
      wire.mend()
      const second = await pay(counter, door, asked)
      const there = await countOf(counter, asked.noteId)
      if (second.status !== 201 || second.replayed !== (mishap !== 'CUT_BEFORE_COMMIT') || there !== 1) throw new Error(`${mishap}: sent again ${second.status}, ${there} repayments`)
    }
  }
  if (longestMs > LONGEST_ANSWER_MS) throw new Error(`someone waited ${longestMs} ms`)
  return { ...MISHAPS, lost: 0, doubled: 0, longestAnswerMs: Math.round(longestMs) }
}

async function atRandom({ counter, door, wire }: Site, chance: Chance): Promise<Figures> {
  const notes = await openNotes(counter, CLIENTS)
  const [paid, longest]: [Paid[], number[]] = [[], []]
  let ending = false
  const all = Promise.all(notes.map((noteId) => payOnAndOn(counter, door, noteId, { until: () => ending, acknowledged: (one) => { paid.push(one) }, refused: ({ ms }) => { longest.push(ms) } })))
  for (let cut = 0; cut < CUTS; cut++) {
    await Promise.race([all, wait(chance.whole(0, LONGEST_PAUSE_MS))])
    wire.cutAll()
  }
  ending = true
  await all
  const rows = await counter.db.asOwner('select repayment_id as id from repayment where note_id = any($1)', [notes])
  const there = new Set(rows.map((row) => String(row['id'])))
  const [lost, doubled] = [paid.filter(({ repaymentId }) => !there.has(repaymentId)).length, rows.length - new Set(paid.map(({ repaymentId }) => repaymentId)).size]
  if (lost > 0 || doubled > 0) throw new Error(`${lost} lost, ${doubled} doubled`)
  return { cuts: CUTS, clients: CLIENTS, acknowledged: paid.length, sentAgain: paid.filter(({ sends }) => sends > 1).length, lost, doubled, longestRefusalMs: Math.round(Math.max(0, ...longest)) }
}

async function countOf(counter: Counter, noteId: string): Promise<number> {
  return Number((await counter.db.asOwner('select count(*)::int as n from repayment where note_id = $1', [noteId]))[0]?.['n'])
}
