import { ACCOUNT_NAMES, mandatoryAccounts } from '#common/assessment/domain'
import type { GuideOf } from './guide-of.ts'

type MethodCode = keyof GuideOf['policy']['checks']['methods']

/** A method that proves an account, as the pack has it. */
export interface MethodAsked {
  readonly code: MethodCode
  readonly name: string
  readonly strong: boolean
  /** None where it is judged otherwise than by a deviation. */
  readonly tolerance: string | null
  readonly minutes: number
  readonly onSite: boolean
}

export interface AccountAsked {
  readonly account: string
  readonly name: string
  /** One of its methods must be a strong one. */
  readonly strongNeeded: boolean
  readonly methods: readonly MethodAsked[]
}

/** The accounts that must be proven and by which methods; of sales the methods the trade tells most by come first and alone. */
export function accountsAsked({ policy: { checks }, industry }: Pick<GuideOf, 'policy' | 'industry'>): AccountAsked[] {
  const codes = Object.keys(checks.methods) as MethodCode[]
  const asked = (code: MethodCode): MethodAsked => {
    const { name, strength, tolerance, minutes, onSite } = checks.methods[code]
    return { code, name, strong: strength === 'STRONG', tolerance, minutes, onSite }
  }
  return mandatoryAccounts(checks, industry?.code ?? '').map((account) => {
    const all = codes.filter((code) => (checks.methods[code].verifies as readonly string[]).includes(account))
    const told = account === 'sales' && industry !== null ? (industry.salesMethods as readonly MethodCode[]) : all.toSorted((a, b) => Number(checks.methods[b].strength === 'STRONG') - Number(checks.methods[a].strength === 'STRONG'))
    return { account, name: (ACCOUNT_NAMES as Readonly<Record<string, string>>)[account] ?? account, strongNeeded: (checks.strongAccounts as readonly string[]).includes(account), methods: told.map(asked) }
  })
}
