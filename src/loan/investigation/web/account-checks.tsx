import { memo, useState } from 'react'
import type { Account, AccountMethods } from '#common/assessment/domain'
import { useCase, useCount, usePlace } from '#common/assessment/web'
import { Button, announce } from '#ui'
import { CheckForm } from './check-form.tsx'
import { METHOD_FORMS, methodsFor } from './check-methods.ts'
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

/** Every method that can verify the account, those not used yet first. */
function Add({ account }: { account: Account }) {
  const store = useCase()
  const checks = usePlace<readonly { readonly account: string; readonly method: string }[]>('/checks')
  const used = new Set(checks.filter((check) => check.account === account).map(({ method }) => method))
  const methods = [...methodsFor(account)].sort((a, b) => Number(used.has(a)) - Number(used.has(b)))
  return (
    <div className="account-add" role="group" aria-label="添加检验">
      <span className="small muted">添加检验</span>
      {methods.map((method) => (
        <Button key={method} kind="quiet" icon="plus" onClick={() => store.append('/checks', { method, account, ...METHOD_FORMS[method].blank, evidence: [] })}>{`${method} ${store.figures.definition(`check${method}`).name}`}</Button>
      ))}
    </div>
  )
}
