import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ballot, Cast } from '#loan/committee/domain'
import { identify } from '#platform/auth'
import { ask } from '#platform/http'
import { castVote } from './voting.ts'
import { type Evening, REASONS, agree, atBallot, cast, castAll, expected, itemAs, openEvening } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

const secret: Ballot = { kind: 'REJECT', reason: '此句只有本人知道：经营地址对不上', codes: ['INFORMATION'] }

describe('sealed votes', () => {
  it('no route and no table shows what was cast before all have voted, not even to him who cast it', async () => {
    const { routes, app, db, five, recorder, president, officer, reviewer } = evening
    const { caseId, meetingId, itemId } = await atBallot(evening)
    const answer = expected<Cast>(await cast(evening, five[1], itemId, secret), 201)
    expect(answer).toMatchObject({ casts: 1, voted: 1, of: 5, state: 'VOTING' })
    const ids: Record<string, string> = { caseId, meetingId, itemId, bodyId: evening.bodyId, memberId: evening.memberIds[1]!, staffId: five[1].staffId, version: '1' }
    const reads = routes.filter(({ method, path }) => method === 'GET' && [...path.matchAll(/:(\w+)/g)].every(([, name]) => ids[name!] !== undefined))
    const query: Record<string, string> = { 'committee.candidates': `?caseId=${caseId}&bodyId=${evening.bodyId}`, 'committee.statistics': '?from=2025-01-01&until=2026-01-01' }
    expect(reads.length).toBeGreaterThan(40)
    for (const who of [five[0], five[1], recorder, president, officer, reviewer]) {
      for (const { act, path } of reads) {
        const { body } = await ask(app, who, 'GET', path.replace(/:(\w+)/g, (_, name: string) => ids[name]!) + (query[act] ?? ''))
        expect(body.includes('此句只有本人知道'), `${act} tells the reason`).toBe(false)
        expect(body.includes('"INFORMATION"') || body.includes('"kind":"REJECT"'), `${act} tells the vote`).toBe(false)
      }
    }
    const tables = await db.asOwner(`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)
    for (const { table_name: table } of tables) {
      const [found] = await db.asOwner(`select count(*)::int as n from "${String(table)}" t where t::text like '%此句只有本人知道%' or t::text like '%REJECT%经营地址%'`)
      expect(found!['n'], `${String(table)} holds the vote in clear`).toBe(0)
    }
    expect((await itemAs(evening, five[0], itemId)).seated.find(({ name }) => name === '吴旺')).toMatchObject({ casts: 1, commitment: answer.commitment })
  }, 120_000)

  it('may be replaced before the opening; both stay, the last counts, and afterwards neither changes', async () => {
    const { five } = evening
    const { itemId } = await atBallot(evening)
    const first = expected<Cast>(await cast(evening, five[0], itemId, secret), 201)
    const second = expected<Cast>(await cast(evening, five[0], itemId, agree(0)), 201)
    expect([second.casts, second.voted, first.commitment === second.commitment]).toEqual([2, 1, false])
    for (const i of [1, 2, 3, 4]) expected(await cast(evening, five[i]!, itemId, agree(i)), 201)
    const opened = await itemAs(evening, five[1], itemId)
    expect(opened.votes?.find(({ name }) => name === '赵敏')).toMatchObject({ kind: 'AGREE', reason: REASONS[0], commitment: second.commitment })
    expect(opened.seated[0]?.casts).toBe(2)
    expect((await cast(evening, five[0], itemId, secret)).json()).toMatchObject({ code: 'committee.not-voting' })
  }, 60_000)

  it('two last votes at one instant: both count, the votes are opened once', async () => {
    const { db, five } = evening
    const { itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2)])
    const last = await Promise.all([cast(evening, five[3], itemId, agree(3)), cast(evening, five[4], itemId, agree(4))])
    expect(last.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    expect(last.map((one) => one.json<Cast>().state).sort()).toEqual(['OPENED', 'VOTING'])
    const { votes, state } = await itemAs(evening, five[0], itemId)
    expect([state, votes?.length]).toEqual(['OPENED', 5])
    const [openings] = await db.asOwner(`select count(*)::int as n from audit_event where act = 'committee.open' and body::text like $1`, [`%${itemId}%`])
    expect(openings!['n']).toBe(1)
  }, 60_000)

  it('a connection lost in the middle of opening leaves all sealed and the last vote uncast; sent again it opens', async () => {
    const { db, five, banks } = evening
    const { itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3)])
    const identity = await identify(db.database, five[4].cookie, new Date())
    const lost = db.database.inBank(banks[0], async (tx) => {
      const cut = await castVote(tx, { staff: identity!.staff, on: identity!.businessDate, now: new Date() }, itemId, agree(4))
      expect(cut.state).toBe('OPENED')
      // The server of the database ends this very connection after everything was written and before the commit.
      await db.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`)
      await wait(50)
      return cut
    })
    await expect(lost).rejects.toMatchObject({ code: 'database.away' })
    expect(await itemAs(evening, five[0], itemId)).toMatchObject({ state: 'VOTING', votes: null })
    expect((await db.asOwner(`select staff_id from committee_opened_vote where item_id = $1`, [itemId]))).toEqual([])
    const again = await cast(evening, five[4], itemId, agree(4), 'the-last-vote')
    expect(again.json<Cast>()).toMatchObject({ casts: 1, state: 'OPENED' })
    expect((await cast(evening, five[4], itemId, agree(4), 'the-last-vote')).json<Cast>()).toEqual(again.json())
    expect((await itemAs(evening, five[0], itemId)).votes).toHaveLength(5)
  }, 60_000)

  it('a vote moved to another row, or changed where it lies, does not open', async () => {
    const { db, five } = evening
    const { itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3)])
    await db.asOwner('alter table committee_vote disable trigger guard_append_only')
    await db.asOwner('update committee_vote v set cipher = w.cipher, commitment = w.commitment from committee_vote w where v.item_id = $1 and w.item_id = $1 and v.staff_id = $2 and w.staff_id = $3', [itemId, five[0].staffId, five[1].staffId])
    await db.asOwner('alter table committee_vote enable trigger guard_append_only')
    expect((await cast(evening, five[4], itemId, agree(4))).statusCode).toBe(500)
    expect((await itemAs(evening, five[0], itemId)).state).toBe('VOTING')
  }, 60_000)
})
