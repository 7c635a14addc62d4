import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CaseFile, assess, formulaSections } from '#common/assessment/domain'
import { read } from '#kernel'
import { loadShippedPack } from '#platform/packs'
import { describe, expect, it } from 'vitest'
import { packFor } from '../../sim/cases.ts'
import { caseFileSchema, withParts } from './case-file.ts'
import { formulasPage } from './formulas.ts'

const text = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8')

describe('the pages about judgement (node scripts/docs/main.ts writes them)', () => {
  it('show every formula as it is computed', () => {
    expect(text('docs/formulas.md')).toBe(formulasPage())
    const figures = formulaSections(loadShippedPack('default')).flatMap((section) => section.figures)
    expect(text('docs/formulas.md').match(/^\| `/gm)).toHaveLength(figures.length)
  })

  it('name everything a formula reads in Chinese', () => {
    const words = [...text('docs/formulas.md').matchAll(/^\| `(\w+)` \| [^|]* \| [^|]* \| ([^|]*) \|/gm)]
    expect(words.length).toBeGreaterThan(300)
    const spoken = words.map(([, id, formula = '']) => ({ id, latin: formula.replace(/「[^」]*」/g, '').match(/[A-Za-z_]{2,}[A-Za-z.]*/g) ?? [] }))
    expect(spoken.filter(({ latin }) => latin.length > 0)).toEqual([])
  })

  it('hold the schema of the case file, a Chinese name for each field', () => {
    expect(text('docs/case-file.schema.json')).toBe(caseFileSchema())
    expect(text('docs/case-file.md')).toBe(withParts(text('docs/case-file.md')))
    expect(untitled(JSON.parse(caseFileSchema()) as Schema, '')).toEqual([])
  })

  it('show a least case that is one', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text('docs/case-file.md')) ?? []
    const judged = assess(read(CaseFile, JSON.parse(example)), packFor('fmcg-wholesale'))
    expect(judged.decision).toBe('INCOMPLETE')
    expect(judged.statements.annualSalesFen).toBe(576_000_000)
  })
})

interface Schema { readonly title?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema; readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[] }

/** Pointers of fields without a Chinese name. */
function untitled(schema: Schema, at: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => [...(/\p{Script=Han}/u.test(field.title ?? '') ? [] : [`${at}/${key}`]), ...untitled(field, `${at}/${key}`)])
  return [...own, ...[schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => (each === undefined ? [] : untitled(each, at)))]
}
