import { type FormEvent, useState } from 'react'
import type { EnrolmentBegun, EnrolmentConfirmed, SecondFactor as State } from '#common/staff/domain'
import { Banner, Button, RefusalText, StateBadge, TextField, announce, api, clockTime, refusalsIn, saveFile, useRead, useWrite, clockDay } from '#ui'
import { useWords } from './words.ts'

/** The device that proves a signature: enrolled with the password and a first code, its recovery codes shown once. */
export function SecondFactor() {
  const say = useWords()
  const state = useRead<State>(api.secondFactor())
  const [begun, setBegun] = useState<EnrolmentBegun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (state.data === undefined) return <RefusalText refusals={refusalsIn(state.error)} />
  const { enrolledAt, lockedUntil, recoveryCodesLeft } = state.data
  return (
    <section className="panel">
      <div className="panel-head"><h2>{say('factor')}</h2><StateBadge tone={enrolledAt === null ? 'quiet' : 'holds'}>{say(enrolledAt === null ? 'factorNone' : 'factorEnrolled')}</StateBadge></div>
      <div className="panel-body stack me-narrow">
        {lockedUntil === null ? null : <Banner tone="warning">{say('factorLocked', { until: clockTime(lockedUntil) })}</Banner>}
        {codes !== null ? <Codes codes={codes} onKept={() => setCodes(null)} />
          : enrolledAt !== null ? <p>{say('factorSince', { day: clockDay(enrolledAt), left: String(recoveryCodesLeft) })}</p>
            : begun === null ? <Begin onBegun={setBegun} /> : <Confirm begun={begun} onCodes={(next) => { setCodes(next); setBegun(null) }} />}
      </div>
    </section>
  )
}

function Begin({ onBegun }: { onBegun: (begun: EnrolmentBegun) => void }) {
  const say = useWords()
  const [password, setPassword] = useState('')
  const write = useWrite<EnrolmentBegun>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (password !== '') write.mutate({ path: api.secondFactor(), body: { password } }, { onSuccess: onBegun })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="muted">{say('factorSays')}</p>
      <TextField label={say('current')} type="password" autoComplete="current-password" value={password} onChange={setPassword} error={refusalsIn(write.error)[0]} />
      <div><Button type="submit" icon="lock" busy={write.isPending} disabledReason={password === '' ? say('missing', { field: say('current') }) : null}>{say('factorBegin')}</Button></div>
    </form>
  )
}

function Confirm({ begun, onCodes }: { begun: EnrolmentBegun; onCodes: (codes: readonly string[]) => void }) {
  const say = useWords()
  const [code, setCode] = useState('')
  const write = useWrite<EnrolmentConfirmed>({ changes: [api.secondFactor()] })
  const refused = write.data?.refused ?? refusalsIn(write.error)[0]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (code.trim().length < 6) return
    write.mutate({ path: api.secondFactor('confirmation'), body: { code } }, { onSuccess: ({ refused: no, recoveryCodes }) => { setCode(''); if (no === null) onCodes(recoveryCodes) } })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{say('factorScan')}</p>
      <img className="me-code" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(begun.qr)}`} alt={say('factorScan')} width={180} height={180} />
      <p className="small muted">{say('factorSecret')}<br /><span className="me-fingerprint">{begun.secret}</span></p>
      <TextField label={say('factorCode')} autoComplete="one-time-code" value={code} onChange={setCode} maxLength={7} error={refused === undefined ? null : [refused.message, refused.expected].filter(Boolean).join('；')} />
      <div><Button kind="act" type="submit" busy={write.isPending} disabledReason={code.trim().length < 6 ? say('missing', { field: say('factorCode') }) : null}>{say('factorConfirm')}</Button></div>
    </form>
  )
}

function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const say = useWords()
  return (
    <div className="stack">
      <Banner tone="warning">{say('factorOnce')}</Banner>
      <ul className="me-codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className="row">
        <Button icon="download" onClick={() => saveFile({ name: 'weidai-recovery-codes.txt', type: 'text/plain;charset=utf-8', text: codes.join('\n') })}>{say('factorSave')}</Button>
        <Button kind="act" onClick={() => { announce(say('factorDone')); onKept() }}>{say('factorKept')}</Button>
      </div>
    </div>
  )
}
