import { describe, expect, it } from 'vitest'
import { MUTATIONS, chance, shippedBills } from './mutations-for-tests.ts'
import { parseFile } from './parse-file.ts'
import { readStatement } from './read-untrusted.ts'

describe('a bill of a stranger', () => {
  it('comes back from the child process as it was read there', async () => {
    const [sound] = await shippedBills()
    expect(await readStatement(sound!.bytes, { owner: '王五' })).toEqual(await parseFile(sound!.bytes, { owner: '王五' }))
  })

  it.each(['a bomb of 60 MB', 'a bomb that claims to be small', 'one merge over the whole sheet', 'one cell in the last corner', 'a document type', 'a line of a megabyte'])('%s is refused by the reader itself, not by the caps around it', async (how) => {
    const [sound] = await shippedBills()
    const mutant = MUTATIONS[how]!(sound!, chance(1))
    await expect(readStatement(mutant!.bytes)).rejects.toMatchObject({ code: expect.stringMatching(/^statement\./) as string })
  })

  it('beyond 50 MB no child is started for', async () => {
    await expect(readStatement(Buffer.alloc(50 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'statement.too-large' })
  })
})
