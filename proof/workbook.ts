import { performance } from 'node:perf_hooks'
import type { CaseFile } from '#common/assessment/domain'
import { METHODS, type Method, cyclesOf } from '#common/schedule/domain'
import { findOffice } from '../scripts/office.mjs'
import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import { exampleCase, packFor } from '../sim/cases.ts'
import { randomCase } from '../sim/random-case.ts'
import { compareBooks } from '../sim/workbook-parity.ts'

const CASES = 500
/** All proofs together stay within an hour: a slow machine compares fewer cases and says how many. */
const MINUTES = 13
const EXAMPLES = ['gc-01', 'gc-02', 'rc-01'] as const
/** Types that have to be told how principal comes back, told something of their own. */
const TOLD: Readonly<Partial<Record<Method, unknown>>> = {
  GRACE_ANNUITY: { gracePeriods: 3 }, BALLOON_AMORT: { amortisationPeriods: 36 }, BALLOON_RESIDUAL: { residualFen: 5_000_033 }, FIXED_PRINCIPAL: { principalEachFen: 333_333 },
  STEP_UP: { steps: [{ periods: 4, principalFen: 500_000 }, { periods: 8, principalFen: 2_250_000 }] }, STEP_DOWN: { steps: [{ periods: 6, principalFen: 2_000_000 }, { periods: 6, principalFen: 1_333_333 }] },
  IRREGULAR: { principalsFen: [0, 0, 1_000_000, 2_500_000, 0, 3_333_333, 0, 0, 4_000_000, 166_667, 4_000_000, 5_000_000] },
}

/** GC-01 by every type and every cycle the type has, as is usual, and once as told. */
function everyType(): { name: string; caseFile: CaseFile }[] {
  return METHODS.flatMap((method) => cyclesOf(method).flatMap((every) => [undefined, ...(TOLD[method] === undefined || every !== cyclesOf(method)[0] ? [] : [TOLD[method]])].map((shape) => ({
    name: `${method} ${every}${shape === undefined ? '' : ' as told'}`, caseFile: exampleCase('gc-01', { '/request/method': method, '/request/every': every, ...(shape === undefined ? {} : { '/request/shape': shape }) }),
  }))))
}

/** Workbooks of random cases, worked out by LibreOffice, against the domain code: every figure of every sheet, money to the fen. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const program = findOffice()
  if (program === null) throw new Error('LibreOffice is not installed: nothing would be proven')
  const given = [...EXAMPLES.map((name) => ({ name: name as string, caseFile: exampleCase(name) })), ...everyType(), ...Array.from({ length: CASES }, (_, at) => ({ name: `case ${seed + at}`, caseFile: randomCase(new Chance(seed + at)) }))]
  const { cases, figures, shown, faults, uncarried } = await compareBooks(given.map((each) => ({ ...each, pack: packFor(each.caseFile.business.trade) })), program, performance.now() + MINUTES * 60_000)
  if (faults.length > 0) throw new Error(`${faults.length} of ${figures} figures and ${shown} results shown differ, the first: ${faults.slice(0, 5).join('\n')}`)
  return { cases, wanted: given.length, repaymentTypes: METHODS.length, figures, shown, differing: 0, uncarried, about: 'Amounts are equal to the fen, words, grades, flags and rules exactly; rates and ratios to a billionth part, which is what binary fractions keep; so are the results a file carries for programs that only show it, of which the files worked out here held none.' }
}
