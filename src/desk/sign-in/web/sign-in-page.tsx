import './sign-in.css'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { RefusalDetail } from '#kernel'
import type { Bank, Me } from '#common/staff/domain'
import { Button, ChoiceField, RefusalText, TextField, api, chooseLanguage, currentLanguage, paths, refusalsIn, rememberCsrfToken, send, useAddressState, useGo, useRead } from '#ui'
import { Picture } from './picture.tsx'
import { preselectedBank } from './preselected-bank.ts'
import { useWords } from './words.ts'

const REMEMBERED = 'weidai.bank'

export function SignInPage() {
  const say = useWords()
  return (
    <div className="sign-in">
      <section className="sign-in-side">
        <p className="sign-in-brand"><b>微贷</b> Weidai</p>
        <h2>{say('line')}</h2>
        <Picture name={say('sales')} caption={say('caption')} />
      </section>
      <main className="sign-in-main">
        <SignInForm />
        <button type="button" className="figure-link sign-in-language" onClick={() => void chooseLanguage(currentLanguage() === 'zh' ? 'en' : 'zh')}>{say('english')}</button>
      </main>
    </div>
  )
}

function SignInForm() {
  const say = useWords()
  useForgetting()
  const banks = useRead<readonly Bank[]>(api.banks())
  const [chosen, setChosen] = useState<string | null>(null)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { refusals, isBusy, signIn } = useSignIn()
  const bank = chosen ?? preselectedBank(banks.data ?? [], localStorage.getItem(REMEMBERED))
  const missing = bank === null ? say('bank') : login.trim() === '' ? say('login') : password === '' ? say('password') : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing === null && bank !== null && !isBusy) void signIn({ bank, login, password })
  }
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <h1>{say('title')}</h1>
      <RefusalText refusals={refusals.length > 0 ? refusals : refusalsIn(banks.error)} fieldName={() => ''} />
      <ChoiceField id="bank" label={say('bank')} value={bank} onChange={setChosen} choices={(banks.data ?? []).map(({ code, name }) => ({ value: code, label: name }))} {...(banks.isPending ? { placeholder: say('loading') } : {})} />
      <TextField id="login" label={say('login')} value={login} onChange={setLogin} autoComplete="username" autoFocus={bank !== null} maxLength={32} />
      <TextField id="password" label={say('password')} type="password" value={password} onChange={setPassword} autoComplete="current-password" maxLength={128} />
      <Button kind="act" type="submit" wide busy={isBusy} disabledReason={missing === null ? null : say('missing', { field: missing })}>{isBusy ? say('signingIn') : say('signIn')}</Button>
      <p className="small sign-in-forgot">{say('forgot')}</p>
    </form>
  )
}

/** Whoever signed out leaves nothing behind in the memory of this page. */
function useForgetting(): void {
  const client = useQueryClient()
  useEffect(() => client.removeQueries({ predicate: ({ queryKey: [path] }) => path !== api.banks() }), [client])
}

function useSignIn() {
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const [isBusy, setBusy] = useState(false)
  const [{ back }] = useAddressState()
  const go = useGo()
  const client = useQueryClient()
  const signIn = async (body: { bank: string; login: string; password: string }): Promise<void> => {
    setBusy(true)
    setRefusals([])
    try {
      const me = await send<Me>('POST', api.session(), { body })
      localStorage.setItem(REMEMBERED, body.bank)
      rememberCsrfToken(me.csrfToken)
      client.clear()
      client.setQueryData([api.me()], me)
      go(safeBack(back), { replace: true })
    } catch (error) {
      setRefusals(refusalsIn(error))
      document.getElementById('password')?.focus()
    } finally {
      setBusy(false)
    }
  }
  return { refusals, isBusy, signIn }
}

/** Only an address of our own; anything else in the link leads to today. */
function safeBack(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) && !back.startsWith(paths.signIn()) ? back : paths.today()
}
