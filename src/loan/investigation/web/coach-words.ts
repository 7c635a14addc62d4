import { CHECK_METHODS, type Account, type Weakness } from '#common/assessment/domain'
import { ACCOUNT_NAMES } from './check-methods.ts'

const WEAKNESSES: Readonly<Record<Weakness, string>> = {
  NO_METHOD: '还没有检验', ONE_METHOD: '还缺第二种独立方法', NO_STRONG: '还缺一种强证据方法', ORAL_ONLY: '只有口述', SAME_EVIDENCE: '两种方法的凭据须互不相同', UNEXPLAINED: '偏差未写原因',
}

/** Why an account is weak, in one line. */
export function weaknessText(why: readonly string[]): string {
  return why.map((each) => WEAKNESSES[each as Weakness]).join('、')
}

/** `存货盘点`: a method of the catalogue, those worked out of other sheets too. */
export function nameOfMethod(code: string): string {
  return CHECK_METHODS.find((method) => method.code === code)?.name ?? (code === 'X23' ? '权益检验' : code === 'X25' ? '口述月净利润' : code)
}

export function nameOfAccount(account: string): string {
  return ACCOUNT_NAMES[account as Account] ?? account
}

/** Where a suggested check is filled in: equity has a sheet of its own. */
export function addressOfStep(sheet: (id: string) => string, { account, method }: { readonly account: string; readonly method: string }): string {
  return method === 'X23' ? sheet('equity') : `${sheet('checks')}?account=${account}&add=${method}`
}
