import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidInput, read } from './read.ts'

const Person = z.strictObject({
  name: z.string().min(1).max(5).meta({ title: '姓名' }),
  kind: z.enum(['A', 'B']).optional().meta({ title: '种类' }),
  visits: z.array(z.strictObject({ on: z.string({ error: '须为日期' }) })),
  password: z.string().min(10).meta({ title: '密码', secret: true }),
})
const good = { name: '王建国', visits: [], password: 'long enough' }

function refusalOf(input: unknown): InvalidInput {
  try {
    read(Person, input, '/body')
  } catch (error) {
    if (error instanceof InvalidInput) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('read', () => {
  test('what fits comes back parsed', () => {
    expect(read(Person, good)).toEqual(good)
  })

  test('every wrong place is listed with its pointer, value and what is expected', () => {
    const refusal = refusalOf({ ...good, name: '', kind: 'C', visits: [{ on: '2025-01-01' }, { on: 3 }], extra: 1 })
    expect(refusal.status).toBe(400)
    expect(refusal.errors).toEqual([
      { code: 'input.too-small', message: '「姓名」不得少于 1 个字', at: '/body/name', value: '', expected: '至少 1 个字' },
      { code: 'input.invalid-value', message: '「种类」不在允许的取值之内', at: '/body/kind', value: 'C', expected: '所列选项之一', allowed: ['A', 'B'] },
      { code: 'input.invalid-type', message: '须为日期', at: '/body/visits/1/on', value: 3, expected: '日期' },
      { code: 'input.unrecognized-keys', message: '「extra」是多余的字段', at: '/body/extra', value: 1, expected: '没有这个字段' },
    ])
    expect(refusal.message).toBe('「姓名」不得少于 1 个字（共 4 处不符合要求）')
  })

  test('a bound of an amount is said in yuan', () => {
    expect(() => read(z.object({ amountFen: z.int().max(1_000_000).meta({ title: '金额' }) }), { amountFen: 1_000_001 })).toThrow('「金额」不得超过 10000 元')
  })

  test('a secret is never quoted', () => {
    const refusal = refusalOf({ ...good, password: 'hunter2' })
    expect(JSON.stringify(refusal)).not.toContain('hunter2')
    expect(refusal.at).toBe('/body/password')
  })

  test('a field that is missing is named as missing', () => {
    expect(refusalOf({ visits: [], password: 'long enough' }).message).toBe('「姓名」必须填写')
  })

  test('a thousand wrong places are counted, a hundred listed', () => {
    const refusal = refusalOf({ ...good, visits: Array.from({ length: 1000 }, () => ({})) })
    expect(refusal.errors).toHaveLength(100)
    expect(refusal.message).toContain('共 1000 处')
  })
})
