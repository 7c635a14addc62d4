import './me.css'
import { type FormEvent, useState } from 'react'
import { type Me, POSTS } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import { Button, Chips, Facts, RefusalText, TextField, type ThemeChoice, announce, api, chooseLanguage, chooseTheme, currentLanguage, paths, refusalsIn, useGo, useTheme, useWrite } from '#ui'
import { ConnectPhone } from './connect-phone.tsx'
import { SecondFactor } from './second-factor.tsx'
import { useWords } from './words.ts'

export function MePage() {
  const { data: me } = useMe()
  const say = useWords()
  if (me === undefined) return null
  return (
    <div className="page me">
      <div className="page-head"><h1>{say('title')}</h1><SignOut /></div>
      <div className="me-grid">
        <div className="stack">
          <section className="panel">
            <div className="panel-head"><h2>{me.name}</h2></div>
            <div className="panel-body"><Facts facts={[[say('login'), me.login], [say('bank'), me.bank.name], [say('posts'), postNames(me)], [say('businessDate'), me.businessDate]]} /></div>
          </section>
          <ConnectPhone />
        </div>
        <div className="stack">
          <PasswordForm login={me.login} />
          <SecondFactor />
          <Display />
        </div>
      </div>
    </div>
  )
}

function postNames(me: Me): string {
  return [...new Set(me.posts.map(({ post }) => POSTS[post]))].join('、')
}

function SignOut() {
  const say = useWords()
  const go = useGo()
  const write = useWrite()
  const leave = (): void => write.mutate({ path: api.session(), method: 'DELETE' }, { onSettled: () => go(paths.signIn(), { replace: true }) })
  return <Button icon="out" busy={write.isPending} onClick={leave}>{say('signOut')}</Button>
}

function PasswordForm({ login }: { login: string }) {
  const say = useWords()
  const [form, setForm] = useState({ current: '', password: '', again: '' })
  const write = useWrite({ changes: [api.me()] })
  const missing = form.current === '' ? say('current') : form.password === '' ? say('new') : form.again === '' ? say('again') : null
  const differs = form.again !== '' && form.again !== form.password
  const off = missing !== null ? say('missing', { field: missing }) : differs ? say('differs') : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (off !== null) return
    write.mutate({ path: api.password(), method: 'PUT', body: { current: form.current, password: form.password } }, { onSuccess: () => { setForm({ current: '', password: '', again: '' }); announce(say('changed')) } })
  }
  const refusals = refusalsIn(write.error)
  const errorAt = (at: string) => refusals.find((refusal) => refusal.at === at)
  return (
    <form className="panel" onSubmit={submit} noValidate>
      <div className="panel-head"><h2>{say('changePassword')}</h2></div>
      <div className="panel-body stack me-narrow">
        <RefusalText refusals={refusals.filter(({ at }) => at !== '/current' && at !== '/password')} />
        <input type="text" autoComplete="username" value={login} readOnly hidden />
        <TextField label={say('current')} type="password" autoComplete="current-password" value={form.current} onChange={(current) => setForm({ ...form, current })} error={errorAt('/current')} />
        <TextField label={say('new')} type="password" autoComplete="new-password" value={form.password} hint={say('rule')} onChange={(password) => setForm({ ...form, password })} error={errorAt('/password')} />
        <TextField label={say('again')} type="password" autoComplete="new-password" value={form.again} onChange={(again) => setForm({ ...form, again })} error={differs ? say('differs') : null} />
        <div><Button kind="act" type="submit" busy={write.isPending} disabledReason={off}>{say('change')}</Button></div>
      </div>
    </form>
  )
}

function Display() {
  const say = useWords()
  const { choice } = useTheme()
  const [theme, setTheme] = useState<ThemeChoice>(choice)
  return (
    <section className="panel">
      <div className="panel-head"><h2>{say('display')}</h2></div>
      <div className="panel-body stack">
        <div className="row"><span className="me-label">{say('theme')}</span><Chips label={say('theme')} value={theme} onChange={(next) => { chooseTheme(next); setTheme(next) }} choices={[{ value: 'auto', label: say('auto') }, { value: 'light', label: say('light') }, { value: 'dark', label: say('dark') }]} /></div>
        <div className="row"><span className="me-label">{say('language')}</span><Chips label={say('language')} value={currentLanguage()} onChange={(next) => void chooseLanguage(next)} choices={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} /></div>
      </div>
    </section>
  )
}
