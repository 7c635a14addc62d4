import { findOffice } from '../scripts/office.mjs'
import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import { exampleCase, packFor } from '../sim/cases.ts'
import { randomCase } from '../sim/random-case.ts'
import { compareBooks } from '../sim/workbook-parity.ts'

const CASES = 500
const EXAMPLES = ['gc-01', 'rc-01'] as const

/** Workbooks of random cases, worked out by LibreOffice, against the domain code: every figure of every sheet, money to the fen. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const program = findOffice()
  if (program === null) throw new Error('LibreOffice is not installed: nothing would be proven')
  const given = [...EXAMPLES.map((name) => ({ name: name as string, caseFile: exampleCase(name) })), ...Array.from({ length: CASES }, (_, at) => ({ name: `case ${seed + at}`, caseFile: randomCase(new Chance(seed + at)) }))]
  const { cases, figures, faults, uncarried } = await compareBooks(given.map((each) => ({ ...each, pack: packFor(each.caseFile.business.trade) })), program)
  if (faults.length > 0) throw new Error(`${faults.length} of ${figures} figures differ, the first: ${faults.slice(0, 5).join('\n')}`)
  return { cases, figures, differing: 0, uncarried, about: 'Amounts are equal to the fen, words, grades, flags and rules exactly; rates and ratios to a billionth part, which is what binary fractions keep.' }
}
