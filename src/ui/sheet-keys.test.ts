import { describe, expect, it } from 'vitest'
import { moveOf, nextPlace, pastedBlock } from './sheet-keys.ts'

const places = [[1, 0], [1, 1], [2, 0], [4, 0], [4, 1]].map(([row, column]) => ({ row: row!, column: column! }))

describe('sheet keys', () => {
  it('move like a spreadsheet and skip what cannot be typed into', () => {
    expect(nextPlace(places, { row: 1, column: 1 }, 'DOWN')).toEqual({ row: 4, column: 1 })
    expect(nextPlace(places, { row: 4, column: 0 }, 'UP')).toEqual({ row: 2, column: 0 })
    expect(nextPlace(places, { row: 2, column: 0 }, 'RIGHT')).toEqual({ row: 4, column: 0 })
    expect(nextPlace(places, { row: 2, column: 0 }, 'LEFT')).toEqual({ row: 1, column: 1 })
    expect(nextPlace(places, { row: 4, column: 1 }, 'DOWN')).toBeNull()
  })

  it('leave a figure sideways only from its edge', () => {
    const inside = { shiftKey: false, caretAtStart: false, caretAtEnd: false }
    expect(moveOf({ key: 'ArrowLeft', ...inside })).toBeNull()
    expect(moveOf({ key: 'ArrowRight', ...inside, caretAtEnd: true })).toBe('RIGHT')
    expect(moveOf({ key: 'Enter', ...inside, shiftKey: true })).toBe('UP')
    expect(moveOf({ key: 'a', ...inside })).toBeNull()
  })

  it('tell a copied block from a single figure', () => {
    expect(pastedBlock('450,000.00')).toBeNull()
    expect(pastedBlock('450,000\r\n435,000\r\n')).toEqual([['450,000'], ['435,000']])
    expect(pastedBlock('饮料\t142,000\n零食\t88,880')).toEqual([['饮料', '142,000'], ['零食', '88,880']])
  })
})
