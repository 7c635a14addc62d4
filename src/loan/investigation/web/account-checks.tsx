import { memo, useState } from 'react'
import { type Account, type AccountMethods, methodFigure } from '#common/assessment/domain'
import { useCase, useCount, usePlace } from '#common/assessment/web'
import { announce } from '#ui'
import { CheckForm } from './check-form.tsx'
import { addCheck } from './add-check.ts'
import { methodsFor } from './check-methods.ts'
import type { Method } from './method-forms.ts'
import { Strip } from './strip.tsx'

interface AccountChecksProps { account: Account; isOpen: boolean; onToggle: () => void; done: AccountMethods | undefined }

/** The strip of an account; below it, when opened, what each of its checks was computed from. */
export const AccountChecks = memo(function AccountChecks({ account, isOpen, onToggle, done }: AccountChecksProps) {
  return (
    <section className={`account${isOpen ? ' account-open' : ''}`} id={`account-${account}`}>
      <Strip account={account} isOpen={isOpen} onToggle={onToggle} done={done} />
      {isOpen ? <Inputs account={account} /> : null}
    </section>
  )
})

function Inputs({ account }: { account: Account }) {
  const store = useCase()
  const count = useCount('/checks')
  const [generation, setGeneration] = useState(0)
  const own = store.caseFile.checks.flatMap((check, index) => (check.account === account ? [index] : []))
  const remove = (index: number): void => {
    store.remove('/checks', index)
    setGeneration(generation + 1)
    announce('已删去一项检验', () => {
      store.undo()
      setGeneration(generation + 2)
    })
  }
  return (
    <div className="account-inputs">
      {own.length === 0 ? <p className="muted account-none">{account === 'equity' ? '权益由「权益检验」一表检验。' : '这一科还没有检验。'}</p> : null}
      {own.map((index) => <CheckForm key={`${generation} ${count} ${index}`} index={index} onRemove={() => remove(index)} />)}
      {store.isOpen && account !== 'equity' ? <Add account={account} /> : null}
    </div>
  )
}

/** Every method that can verify the account, with the time it takes and how strong it is: those that fit the trade first, the others folded. */
function Add({ account }: { account: Account }) {
  const store = useCase()
  const checks = usePlace<readonly { readonly account: string; readonly method: string }[]>('/checks')
  const used = new Set(checks.filter((check) => check.account === account).map(({ method }) => method))
  const fits = new Set<string>(account === 'sales' ? store.pack.industry.salesMethods : [])
  const isFirst = (method: string) => !used.has(method) && (fits.size === 0 || fits.has(method))
  const methods = methodsFor(account)
  const [first, others] = [methods.filter(isFirst), methods.filter((method) => !isFirst(method))]
  const choices = (these: readonly Method[]) => <ul className="method-choices">{these.map((method) => <Choice key={method} method={method} account={account} note={used.has(method) ? '已用' : fits.has(method) ? '适合本行业' : null} />)}</ul>
  return (
    <div className="account-add" role="group" aria-label="添加检验">
      <span className="small muted">添加检验</span>
      {choices(first)}
      {others.length === 0 ? null : first.length === 0 ? choices(others) : <details className="method-others"><summary>其他 {others.length} 种方法</summary>{choices(others)}</details>}
    </div>
  )
}

function Choice({ method, account, note }: { method: Method; account: Account; note: string | null }) {
  const store = useCase()
  const { minutes, strength } = store.pack.checks.methods[method]
  return (
    <li>
      <button type="button" className="method-choice" onClick={() => addCheck(store, method, account)}>
        <span className="ledger-code">{method}</span>
        <span className="method-name">{store.figures.definition(methodFigure(method, account)).name}</span>
        <span className={strength === 'STRONG' ? 'method-strong' : 'muted'}>{strength === 'STRONG' ? '强' : '弱'}</span>
        <span className="small muted">{minutes} 分钟{note === null ? '' : ` · ${note}`}</span>
      </button>
    </li>
  )
}
