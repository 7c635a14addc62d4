import { describe, expect, it } from 'vitest'
import { fileSubjects } from './fuzz-for-tests.ts'
import { chance } from './mutations-for-tests.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
const count = Number(process.env['WEIDAI_MUTANTS'] ?? 400)
console.log(`${count} spoilt files: seed ${seed} (WEIDAI_SEED repeats it, WEIDAI_MUTANTS sets the count)`)

describe('files of strangers', () => {
  it('unknown exports, layouts and invoices: a clear refusal or a sound reading each', async () => {
    const subjects = (await fileSubjects()).filter(({ name }) => name !== 'bill')
    const random = chance(seed)
    const faults: string[] = []
    for (let number = 0; number < count; number++) {
      const { fault } = await subjects[number % subjects.length]!.run(number, random)
      if (fault !== null) faults.push(`${number}: ${fault}`)
    }
    expect(faults).toEqual([])
  })
})
