import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REQUIREMENT_STAGES } from '../../src/path.ts'

const [head, ...rows] = readFileSync(new URL('../../docs/requirements.tsv', import.meta.url), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'))

test('the table has its 360 rows, each id once, numbered without a gap in each model', () => {
  expect(head).toEqual(['id', 'stage', 'kind', 'statement'])
  const ids = rows.map(([id]) => id)
  const wanted = [62, 66, 129, 33, 70].flatMap((count, model) => Array.from({ length: count }, (_, i) => `S${model}-${String(i + 1).padStart(2, '0')}`))
  expect(ids).toHaveLength(360)
  expect(new Set(ids)).toEqual(new Set(wanted))
})

test('every row has a stage of the path, a kind, and one English sentence of its own', () => {
  for (const row of rows) {
    const [id, stage = '', kind = '', statement = ''] = row
    expect(row, id).toHaveLength(4)
    expect(REQUIREMENT_STAGES, id).toContain(stage)
    expect('RTDOFPKC', id).toContain(kind)
    expect(statement, id).toMatch(/^[A-Z][^\n]{25,240}\.$/)
  }
  expect(new Set(rows.map(([, , , statement]) => statement)).size).toBe(rows.length)
})
