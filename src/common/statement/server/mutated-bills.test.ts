import { describe, expect, it } from 'vitest'
import { chance, faultOf, mutantOf, shippedBills } from './mutations-for-tests.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
const count = Number(process.env['WEIDAI_MUTANTS'] ?? 600)
console.log(`${count} mutated bills: seed ${seed} (WEIDAI_SEED repeats it, WEIDAI_MUTANTS sets the count)`)

describe('a spoilt bill', () => {
  it('is refused with its place, or read right; the process lives and stays small', async () => {
    const sounds = await shippedBills()
    const random = chance(seed)
    const faults: string[] = []
    for (let number = 0; number < count; number++) {
      const made = mutantOf(sounds, number, random)
      const fault = await faultOf(made)
      if (fault !== null) faults.push(`${number} ${made.of.name}, ${made.how}: ${fault}`)
    }
    expect(faults).toEqual([])
  }, 600_000)
})
