import type { StatementWarning } from './statement.ts'
import { narrow, tailOf } from './text.ts'
import { MOST_WARNINGS, othersToo } from './warning-limit.ts'

const ACCOUNT = /^\d{12,32}$/
const MOST_ACCOUNTS = 20_000
/** Through whose accounts everybody's money goes. */
const COLLECTORS = /支付|财付通|微信|备付金|银行|网联|银联|清算|待|资金|过渡|美团|京东|拼多多|抖音/

interface Party {
  readonly name: string
  readonly row: number
  others: { name: string; row: number }[]
}

/** Remembers under which name each account of another side stands: one account with two names is what changing a name alone leaves behind. */
export class Parties {
  readonly #known = new Map<string, Party>()

  note(row: number, account: string, counterparty: string): void {
    const [number, name] = [narrow(account).replace(/\s+/g, ''), narrow(counterparty)]
    if (!ACCOUNT.test(number) || name === '' || name.includes('*') || COLLECTORS.test(name)) return
    const known = this.#known.get(number)
    if (known === undefined) {
      if (this.#known.size < MOST_ACCOUNTS) this.#known.set(number, { name, row, others: [] })
    } else if (!isSame(known.name, name) && known.others.length < 2 && !known.others.some((other) => isSame(other.name, name))) known.others.push({ name, row })
  }

  /** Accounts with two names; one with more belongs to somebody who collects for many. */
  warnings(): StatementWarning[] {
    const two = [...this.#known].filter(([, { others }]) => others.length === 1)
    return two.slice(0, MOST_WARNINGS).map(([number, { name, row, others }], index) => ({
      code: 'PARTY_NAMES', row: others[0]!.row,
      message: `对方账号尾号 ${tailOf(number)} 在第 ${row} 行户名为「${name.slice(0, 20)}」，第 ${others[0]!.row} 行为「${others[0]!.name.slice(0, 20)}」：核对户名是否被改过${othersToo(index, two.length)}`,
    }))
  }
}

/** Exports cut long names. */
function isSame(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a)
}
