import { afterEach, describe, expect, it, vi } from 'vitest'
import { readViews, writeViews } from './kept-views.ts'

afterEach(() => vi.unstubAllGlobals())

function remembering(kept: Record<string, string> = {}): void {
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept[key] ?? null, setItem: (key: string, value: string) => { kept[key] = value } })
}

describe('kept views', () => {
  it('are one person’s own', () => {
    remembering()
    writeViews('a', [{ name: '大额', query: 'sort=-amount' }])
    expect([readViews('a'), readViews('b')]).toEqual([[{ name: '大额', query: 'sort=-amount' }], []])
  })

  it('count as none when they cannot be read', () => {
    remembering({ 'weidai.views.a': '{broken', 'weidai.views.b': '[{"name":1},{"name":"x","query":"y"}]' })
    expect([readViews('a'), readViews('b')]).toEqual([[], [{ name: 'x', query: 'y' }]])
  })
})
