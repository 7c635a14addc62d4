import './policy.css'
import { type FormEvent, useRef } from 'react'
import type { Me, Unit } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, addDays } from '#kernel'
import { Banner, Button, ChoiceField, DayField, EmptyState, Go, Icon, NoteField, RefusalText, SkeletonRows, TextField, announce, api, newIdempotencyKey, paths, refusalsIn, useAddressState, useGo, useRead, useWrite } from '#ui'
import { ChangeCard } from './change-card.tsx'
import { DifferenceTable, linesOf } from './difference-table.tsx'
import { type Change, type Draft, changesOf, contentOf, contradiction, groundOf } from './draft.ts'
import { KeyPicker } from './key-picker.tsx'
import type { Answer } from './marks.ts'
import { type Overlay, useOverlayName } from './overlays.ts'
import { useDraft, withKey } from './use-draft.ts'
import { useWords } from './words.ts'

/** A change of the policy as a form: for whom, from when, which keys to which values, why. */
export function ProposePage() {
  const me = useMe()
  const say = useWords()
  if (me.data === undefined) return <div className="page"><SkeletonRows rows={8} /></div>
  if (!may(me.data, 'policy.draft')) return <div className="page stack"><h1>{say('propose')}</h1><div className="panel"><EmptyState says={say('mayNotDraft')} act={<Go className="button" to={paths.policyChanges()}>{say('toChanges')}</Go>} /></div></div>
  return <Proposal me={me.data} />
}

function Proposal({ me }: { me: Me }) {
  const [address] = useAddressState()
  const [draft, change, drop] = useDraft(me.staffId, address['key'])
  const today = me.businessDate as Day
  const on = draft.effectiveOn ?? addDays(today, 1)
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays())
  const all = overlays.data?.overlays ?? []
  // A product nobody changed yet has the bank's policy, so a code that is still being typed asks for nothing.
  const product = draft.level === 'PRODUCT' && all.some(({ level, subject }) => level === 'PRODUCT' && subject === draft.subject) ? draft.subject : undefined
  const policy = useRead<Answer>(api.policy(on, draft.level === 'UNIT' && draft.subject !== '' ? draft.subject : undefined, product))
  return <Form draft={{ ...draft, effectiveOn: on }} today={today} answer={policy.data} overlays={all} failed={policy.error ?? overlays.error} change={change} drop={drop} />
}

interface FormProps {
  readonly draft: Draft & { readonly effectiveOn: Day }
  readonly today: Day
  readonly answer: Answer | undefined
  readonly overlays: readonly Overlay[]
  readonly failed: unknown
  readonly change: (change: Partial<Draft>) => void
  readonly drop: () => void
}

function Form({ draft, today, answer, overlays, failed, change, drop }: FormProps) {
  const say = useWords()
  const go = useGo()
  const name = useOverlayName()
  const write = useWrite<Overlay>({ changes: [api.policy()] })
  const act = useRef({ text: '', key: '' })
  const ground = groundOf(overlays, draft, draft.effectiveOn)
  const changes = answer === undefined ? [] : changesOf(draft, answer, ground)
  const broken = answer === undefined ? undefined : contradiction(changes, answer)
  const refusals = refusalsIn(write.error)
  const reason = blocked(draft, today, changes, broken !== undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (reason !== null || answer === undefined) return
    const { level, subject, effectiveOn } = draft
    const body = { level, subject, ...(level === 'BANK' ? { basePack: answer.basePack } : {}), content: contentOf(changes, ground), reason: draft.reason.trim(), effectiveOn }
    const text = JSON.stringify(body)
    if (act.current.text !== text) act.current = { text, key: newIdempotencyKey() }
    write.mutate({ path: api.policyOverlays(), body, idempotencyKey: act.current.key }, { onSuccess: (version) => { drop(); announce(say('proposed', { version: name(version) })); go(paths.policyChange(version.overlayId)) } })
  }
  const setKeys = (key: string): void => change({ keys: draft.keys.filter((each) => each !== key), values: Object.fromEntries(Object.entries(draft.values).filter(([name]) => name !== key)) })
  return (
    <form className="page stack policy-proposal-page" onSubmit={submit} noValidate>
      <div className="page-head"><div><Go to={paths.policyChanges()} className="small policy-back"><Icon name="left" size={12} /> {say('changes')}</Go><h1>{say('propose')}</h1><p>{say('proposeSays')}</p></div></div>
      <RefusalText refusals={refusalsIn(failed)} />
      <Notices draft={draft} overlays={overlays} ground={ground} />
      <section className="panel"><div className="panel-head"><h2>{say('which')}</h2></div><div className="panel-body stack">
        {changes.map((each) => <ChangeCard key={each.row.key} change={each} refusal={refusals.find(({ at }) => isAt(at, each.row.key))} onChange={(value) => change({ values: { ...draft.values, [each.row.key]: value } })} onDrop={() => setKeys(each.row.key)} />)}
        {answer === undefined ? <SkeletonRows rows={2} /> : <KeyPicker rows={answer.keys} chosen={draft.keys} onChoose={(key) => change(withKey(draft, key))} />}
      </div></section>
      <section className="panel"><div className="panel-head"><h2>{say('whenAndWhy')}</h2></div><div className="panel-body form-grid"><Scope draft={draft} today={today} change={change} errorAt={(at) => refusals.find((one) => one.at === at)} /></div></section>
      <section className="panel policy-preview"><div className="panel-head"><h2>{say('preview')}</h2></div>
        {changes.every(({ isSame, faults }) => isSame || faults.length > 0) ? <EmptyState says={say('nothingToPreview')} /> : <DifferenceTable lines={changes.filter(({ faults }) => faults.length === 0).flatMap(({ row, value }) => linesOf(row, row.value, value))} />}
        {broken === undefined ? null : <div className="panel-body"><Banner tone="stop">{say('contradicts', { says: broken.says })}</Banner></div>}
      </section>
      <RefusalText refusals={refusals} fieldName={(at) => changes.find(({ row }) => isAt(at, row.key))?.row.name} />
      <div className="policy-foot"><Button kind="act" type="submit" busy={write.isPending} disabledReason={reason === null ? null : say(...reason)}>{say('submit')}</Button>{draft.keys.length > 0 ? <Button kind="quiet" onClick={drop}>{say('dropDraft')}</Button> : null}{reason === null ? null : <span className="small muted">{say(...reason)}</span>}</div>
    </form>
  )
}

type Words = Parameters<ReturnType<typeof useWords>>

/** Why the draft cannot be handed in yet, as words to say. */
function blocked(draft: FormProps['draft'], today: Day, changes: readonly Change[], isBroken: boolean): Words | null {
  const faulty = changes.find(({ faults }) => faults.length > 0)
  const same = changes.find(({ isSame }) => isSame)
  if (draft.level !== 'BANK' && draft.subject === '') return ['missingSubject']
  if (changes.length === 0) return ['missingKeys']
  if (faulty !== undefined) return ['faulty', { name: faulty.row.name }]
  if (same !== undefined) return ['same', { name: same.row.name }]
  if (isBroken) return ['brokenShort']
  if (draft.effectiveOn <= today) return ['pastDay', { today }]
  return draft.reason.trim().length < 4 ? ['missingReason'] : null
}

/** Whether a refusal speaks of a key or a place in its value. */
function isAt(at: string | undefined, key: string): boolean {
  const pointer = `/${key.replace('.', '/')}`
  return at === pointer || at?.startsWith(`${pointer}/`) === true
}

function Scope({ draft, today, change, errorAt }: Pick<FormProps, 'draft' | 'today' | 'change'> & { errorAt: (at: string) => ReturnType<typeof refusalsIn>[number] | undefined }) {
  const say = useWords()
  const units = useRead<readonly Unit[]>(api.units()).data ?? []
  const dayFault = draft.effectiveOn <= today ? say('pastDay', { today }) : undefined
  return (
    <>
      <ChoiceField label={say('scope')} value={draft.level} onChange={(level) => change({ level, subject: '' })} choices={(['BANK', 'UNIT', 'PRODUCT'] as const).map((level) => ({ value: level, label: say(level) }))} />
      {draft.level === 'UNIT' ? <ChoiceField label={say('UNIT')} required value={draft.subject === '' ? null : draft.subject} onChange={(subject) => change({ subject })} choices={units.map(({ unitId, name }) => ({ value: unitId, label: name }))} error={errorAt('/subject')} /> : null}
      {draft.level === 'PRODUCT' ? <TextField label={say('productCode')} required value={draft.subject} onChange={(subject) => change({ subject })} maxLength={40} error={errorAt('/subject')} /> : null}
      <DayField label={say('effectiveOn')} required value={draft.effectiveOn} onChange={(effectiveOn) => change({ effectiveOn })} today={today} error={dayFault ?? errorAt('/effectiveOn')} hint={say('effectiveHint')} />
      <div className="policy-reason"><NoteField label={say('reason')} required value={draft.reason} onChange={(reason) => change({ reason })} maxLength={500} rows={2} error={errorAt('/reason')} hint={say('reasonHint')} /></div>
    </>
  )
}

/** What else stands between this draft and its effect: drafts under way, and versions that will replace it. */
function Notices({ draft, overlays, ground }: { draft: FormProps['draft']; overlays: readonly Overlay[]; ground: Overlay | undefined }) {
  const say = useWords()
  const name = useOverlayName()
  const same = overlays.filter(({ level, subject }) => level === draft.level && subject === draft.subject)
  const later = same.filter(({ status, effectiveOn }) => status === 'IN_FORCE' && effectiveOn > draft.effectiveOn)
  const waiting = same.filter(({ status }) => status === 'DRAFT' || status === 'SIGNED_ONCE')
  return (
    <>
      {later.map((each) => <Banner key={each.overlayId} tone="warning">{say('replacedLater', { version: name(each), on: each.effectiveOn })}</Banner>)}
      {waiting.map((each) => <Banner key={each.overlayId} tone="warning">{say('waitingToo', { version: name(each) })} <Go to={paths.policyChange(each.overlayId)}>{say('lookAt')}</Go></Banner>)}
      {ground === undefined ? null : <p className="small policy-standing">{say('ground', { version: name(ground) })}</p>}
    </>
  )
}
