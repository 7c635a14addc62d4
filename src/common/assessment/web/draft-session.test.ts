import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CaseFile } from '#common/assessment/domain'
import { ServerRefusal } from '#ui'
import { CaseStore } from './case-store.ts'
import { DraftSession, type SaveDraftAt } from './draft-session.ts'
import { defaultPack, gc01 } from './testing.ts'

const kept = new Map<string, string>()
const listeners = new Map<string, () => void>()

beforeEach(() => {
  vi.useFakeTimers()
  kept.clear()
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) })
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => listeners.set(name, listener))
  vi.stubGlobal('removeEventListener', (name: string) => listeners.delete(name))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function begin(send: SaveDraftAt): { store: CaseStore; session: DraftSession } {
  const store = new CaseStore(gc01, defaultPack, true)
  const session = new DraftSession(store, { rowVersion: 4, savedAt: '2025-03-12T02:00:00Z' }, { keptAs: 'draft', send })
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
    const { evidence: _, ...typed } = { ...gc01, cutOffOn: gc01.cutOffOn, balance: { ...gc01.balance, cash: [{ ...gc01.balance.cash[0]!, amountFen: 88 }] } }
    kept.set('draft', JSON.stringify({ rowVersion: 4, caseFile: typed }))
    const sent: number[] = []
    const { store } = begin(async (rowVersion, caseFile) => {
      sent.push(caseFile.balance.cash[0]!.amountFen)
      return { rowVersion: rowVersion + 1, savedAt: '2025-03-12T06:02:00Z' }
    })
    expect(store.figures.value('cash', 0)).toBe(88)
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toEqual([88])
  })

  it('an older row version is not forced through: who saved is told, what was typed stays', async () => {
    const { store, session } = begin(() => Promise.reject(new ServerRefusal([{ code: 'draft.stale', message: '草稿已由李娜保存' }], 409, null)))
    store.set('/balance/cash/0/amountFen', 5)
    await vi.advanceTimersByTimeAsync(2000)
    expect(session.conflict()?.message).toBe('草稿已由李娜保存')
    expect(store.caseFile.balance.cash[0]!.amountFen).toBe(5)
    expect(await session.save()).toBe(false)
  })
})
