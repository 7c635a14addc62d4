import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { withClient } from '#platform/db'
import type { Figures } from '../scripts/proof/proof.ts'
import type { Counter } from '../src/loan/servicing/server/testing/note.ts'
import { type Door, type Paid, atPort, openCounterOn, openDoor, openNotes, pay, payOnAndOn } from './fire/counter.ts'
import { type Pair, openPair } from './fire/pair.ts'

const [ROUNDS, CLIENTS, LOAD_MS, AFTER_MS] = [5, 8, 3000, 2000]

/**
 * A primary with a standby that confirms every commit; clients at the counter pay on their notes. The primary is killed with -9 at
 * a random instant, the standby is promoted, and the program, whose address names both, goes on by itself. Every payment that
 * was acknowledged is there, each once; what was not acknowledged was sent again with its key and is there once too.
 */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await failOver({ clients: CLIENTS, loadMs: LOAD_MS + ((seed * (round + 1)) % 1000), afterMs: AFTER_MS }))
  const sum = (of: (one: Round) => number): number => rounds.reduce((total, one) => total + of(one), 0)
  return { kills: ROUNDS, clients: CLIENTS, acknowledged: sum((one) => one.acknowledged), lost: sum((one) => one.lost), doubled: sum((one) => one.doubled), sentAgain: sum((one) => one.sentAgain), firstWriteMsAfterKill: rounds.map((one) => one.firstWriteMs), firstWriteMsAfterPromotion: rounds.map((one) => one.afterPromotionMs), unconfirmedTakenForDone: 0 }
}

export interface Round {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly sentAgain: number
  readonly firstWriteMs: number
  readonly afterPromotionMs: number
}

export async function failOver({ clients, loadMs, afterMs }: { clients: number; loadMs: number; afterMs: number }): Promise<Round> {
  const pair = await openPair()
  let door: Door | undefined
  try {
    const counter = await openCounterOn(pair.primary.ownerUrl)
    const notes = await openNotes(counter, clients + 1)
    const database = new URL(counter.db.ownerUrl).pathname.slice(1)
    const [primary, standby] = [pair.primary, pair.standby].map(({ ownerUrl }) => Number(new URL(ownerUrl).port)) as [number, number]
    const both = atPort(counter.db.appUrl, primary).replace(`:${primary}/`, `:${primary},127.0.0.1:${standby}/`)
    door = await openDoor(counter, `${both}?target_session_attrs=read-write`)
    const round = await underLoad(pair, { counter, door, notes: notes.slice(1), loadMs, afterMs, ownerUrl: atPort(pair.standby.ownerUrl, standby, database) })
    await refuseUnconfirmed(counter, door, notes[0]!, atPort(pair.standby.ownerUrl, standby, database))
    return round
  } finally {
    await door?.close()
    await pair.close()
  }
}

interface Loaded {
  readonly counter: Counter
  readonly door: Door
  readonly notes: readonly string[]
  readonly loadMs: number
  readonly afterMs: number
  readonly ownerUrl: string
}

async function underLoad(pair: Pair, { counter, door, notes, loadMs, afterMs, ownerUrl }: Loaded): Promise<Round> {
  const paid: Paid[] = []
  let ending = false
  const clients = notes.map((noteId) => payOnAndOn(counter, door, noteId, { until: () => ending, acknowledged: (one) => { paid.push(one) }, refused: () => undefined }))
  const all = Promise.all(clients)
  await Promise.race([all, wait(loadMs)])
  const killed = performance.now()
  pair.killPrimary()
  await pair.promote()
  const promoted = performance.now()
  await Promise.race([all, wait(afterMs)])
  ending = true
  await all
  const first = paid.find(({ at }) => at > promoted)
  if (first === undefined) throw new Error('nothing was acknowledged after the promotion')
  const rows = await withClient(ownerUrl, async (client) => (await client.query<{ repayment_id: string }>('select repayment_id from repayment')).rows.map((row) => row.repayment_id))
  const there = new Set(rows)
  const round = {
    acknowledged: paid.length, lost: paid.filter(({ repaymentId }) => !there.has(repaymentId)).length, doubled: rows.length - new Set(paid.map(({ repaymentId }) => repaymentId)).size, sentAgain: paid.filter(({ sends }) => sends > 1).length,
    firstWriteMs: Math.round(first.at - killed), afterPromotionMs: Math.round(first.at - promoted),
  }
  if (round.lost > 0 || round.doubled > 0) throw new Error(`lost or doubled: ${JSON.stringify(round)}`)
  return round
}

/** A commit whose wait for the standby is cancelled stands on one server: it is not told as done, and with its key it is one payment in the end. */
async function refuseUnconfirmed(counter: Counter, door: Door, noteId: string, ownerUrl: string): Promise<void> {
  const setTo = (names: string): Promise<unknown> => withClient(ownerUrl, async (client) => {
    await client.query(`alter system set synchronous_standby_names = '${names}'`)
    await client.query('select pg_reload_conf()')
  })
  const asked = { noteId, rowVersion: 1, key: randomUUID() }
  await setTo('FIRST 1 (nobody)')
  const answer = pay(counter, door, asked)
  const cancelled = await withClient(ownerUrl, async (client) => {
    for (const until = Date.now() + WAITS_MS; Date.now() < until; await wait(20)) {
      const { rowCount } = await client.query(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'`)
      if (rowCount !== null && rowCount > 0) return true
    }
    return false
  })
  const { status, body } = await answer
  await setTo('')
  if (!cancelled || status !== 503 || body.code !== 'database.away') throw new Error(`a commit no standby confirmed was answered ${status} ${JSON.stringify(body)}`)
  const again = await pay(counter, door, asked)
  if (again.status !== 201 || !again.replayed) throw new Error(`sent again it was answered ${again.status} ${JSON.stringify(again.body)}`)
}

const WAITS_MS = 5000
