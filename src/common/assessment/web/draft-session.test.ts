import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CaseFile } from '#common/assessment/domain'
import { day } from '#kernel'
import { ServerRefusal } from '#ui'
import { CaseStore } from './case-store.ts'
import { DraftSession, type SaveDraftAt, type Stored } from './draft-session.ts'
import { defaultPack, gc01 } from './testing.ts'

const kept = new Map<string, string>()
const listeners = new Map<string, () => void>()

beforeEach(() => {
  vi.useFakeTimers()
  kept.clear()
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) })
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => listeners.set(name, listener))
  vi.stubGlobal('removeEventListener', (name: string) => listeners.delete(name))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const LI_NA = { staffId: '李娜', name: '李娜' }
const STALE = new ServerRefusal([{ code: 'draft.stale', message: '草稿已由李娜保存' }], 409, null)
const nobody = (): Promise<Stored> => Promise.reject(new Error('nobody saved in between'))

function begin(send: SaveDraftAt, read = nobody): { store: CaseStore; session: DraftSession } {
  const store = new CaseStore(gc01, defaultPack, true)
  const session = new DraftSession(store, { rowVersion: 4, savedAt: '2025-03-12T02:00:00Z' }, { keptAs: 'draft', send, read })
  session.start()
  return { store, session }
}

describe('a draft that saves itself', () => {
  it('sends once, a moment after the last key, from the row version it has', async () => {
    const sent: { rowVersion: number; cash: number }[] = []
    const { store, session } = begin(async (rowVersion, caseFile) => {
      sent.push({ rowVersion, cash: caseFile.balance.cash[0]!.amountFen })
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    })
    store.set('/balance/cash/0/amountFen', 1)
    store.set('/balance/cash/0/amountFen', 12)
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toEqual([{ rowVersion: 4, cash: 12 }])
    expect(session.state()).toEqual({ state: 'SAVED', at: '14:02' })
    expect(session.rowVersion).toBe(5)
  })

  it('keeps what could not be sent in the tab and sends it when the line is back', async () => {
    let online = false
    const sent: CaseFile[] = []
    const { store, session } = begin(async (rowVersion, caseFile) => {
      if (!online) throw new ServerRefusal([{ code: 'network.unreachable', message: '连不上' }], 0, null)
      sent.push(caseFile)
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    })
    store.set('/balance/cash/0/amountFen', 77)
    await vi.advanceTimersByTimeAsync(1000)
    expect(session.state()).toEqual({ state: 'WAITING', count: 1 })
    expect(JSON.parse(kept.get('draft')!)).toMatchObject({ rowVersion: 4, caseFile: { balance: { cash: [{ amountFen: 77 }, {}] } } })
    online = true
    listeners.get('online')!()
    await vi.advanceTimersByTimeAsync(100)
    expect(sent).toHaveLength(1)
    expect(kept.has('draft')).toBe(false)
  })

  it('takes up in a reopened tab what the last one could not send', async () => {
    const { evidence: _, ...base } = gc01
    kept.set('draft', JSON.stringify({ rowVersion: 3, base, caseFile: withCash(88), unread: [{ pointer: '/oral/annualSalesFen', text: '十二万3', refusal: { code: 'x', message: '无法识别' } }] }))
    const sent: number[] = []
    const { store, session } = begin(async (rowVersion, caseFile) => {
      sent.push(caseFile.balance.cash[0]!.amountFen)
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    })
    expect(store.caseFile.balance.cash[0]!.amountFen).toBe(88)
    expect(store.unread()).toMatchObject([{ text: '十二万3' }])
    expect(session.meeting()).toMatchObject({ by: null, clashes: [] })
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toEqual([88])
  })

  it('puts together what two people typed at once, and sends it on top of the newer draft', async () => {
    const sent: { rowVersion: number; caseFile: CaseFile }[] = []
    const theirs: Stored = { rowVersion: 9, savedAt: '2025-03-12T06:01:00Z', savedBy: LI_NA, caseFile: { ...gc01, cutOffOn: day('2025-03-10') } }
    const { store, session } = begin(async (rowVersion, caseFile) => {
      if (rowVersion < 9) throw STALE
      sent.push({ rowVersion, caseFile })
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    }, async () => theirs)
    store.set('/balance/cash/0/amountFen', 5)
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toMatchObject([{ rowVersion: 9, caseFile: { cutOffOn: '2025-03-10', balance: { cash: [{ amountFen: 5 }, {}] } } }])
    expect(session.state()).toEqual({ state: 'SAVED', at: '14:02' })
    expect(session.meeting()).toEqual({ by: LI_NA, at: '2025-03-12T06:01:00Z', taken: ['/cutOffOn'], clashes: [] })
  })

  it('saves nothing over a place both wrote in until one is chosen', async () => {
    const sent: CaseFile[] = []
    const { store, session } = begin(async (rowVersion, caseFile) => {
      if (rowVersion < 9) throw STALE
      sent.push(caseFile)
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    }, async () => ({ rowVersion: 9, savedAt: '2025-03-12T06:01:00Z', savedBy: LI_NA, caseFile: { ...gc01, ...withCash(70) } as CaseFile }))
    store.set('/balance/cash/0/amountFen', 5)
    await vi.advanceTimersByTimeAsync(2000)
    expect(session.meeting()?.clashes).toEqual([{ pointer: '/balance/cash/0/amountFen', mine: 5, theirs: 70 }])
    expect(store.caseFile.balance.cash[0]!.amountFen).toBe(5)
    expect(await session.save()).toBe(false)
    expect(kept.has('draft')).toBe(true)
    session.choose(new Set(['/balance/cash/0/amountFen']))
    await vi.advanceTimersByTimeAsync(2000)
    expect(store.caseFile.balance.cash[0]!.amountFen).toBe(70)
    expect(session.meeting()).toBeNull()
    expect(await session.save()).toBe(true)
  })
})

function withCash(amountFen: number) {
  const { evidence: _, ...typed } = gc01
  return { ...typed, balance: { ...gc01.balance, cash: [{ ...gc01.balance.cash[0]!, amountFen }, ...gc01.balance.cash.slice(1)] } }
}
