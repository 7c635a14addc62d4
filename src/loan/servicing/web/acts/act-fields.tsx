import { EVERY, EVERY_NAMES, METHODS, METHOD_NAMES } from '#common/schedule/domain'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { type Day, type RefusalDetail, formatYuan } from '#kernel'
import { type NoteList, type NotePage, PARTS, type Part, RECOVERY_STEP_NAMES, RENEWAL_CONDITIONS, type RenewalCondition, refundName } from '#loan/servicing/domain'
import { CheckField, ChoiceField, CountField, DayField, MoneyField, NoteField, RateField, TextField, api, useRead } from '#ui'
import type { ActKind } from './acted-on.ts'
import type { TypedAct } from './typed-act.ts'

/** What is wrong with a field, by its place in what is sent. */
export type FieldErrors = ReadonlyMap<string, RefusalDetail>
interface FieldsProps { readonly page: NotePage; readonly kind: ActKind; readonly typed: TypedAct; readonly change: (part: Partial<TypedAct>) => void; readonly day: Day | null; readonly onDay: (day: Day | null) => void; readonly errors: FieldErrors }
const choices = <V extends string>(names: Readonly<Record<V, string>>, of: readonly V[]) => of.map((value) => ({ value, label: names[value] }))
const toggled = <V,>(all: readonly V[], one: V, on: boolean): V[] => (on ? [...all, one] : all.filter((each) => each !== one))
const RELIEVABLE = ['INTEREST', 'PENALTY', 'COMPOUND', 'COSTS'] as const satisfies readonly Part[]
const REFUNDABLE = ['SUSPENSE', 'COSTS', 'PENALTY'] as const
const DATED: readonly ActKind[] = ['RATE_CHANGED', 'MISUSE_FOUND', 'MISUSE_ENDED', 'COST_CHARGED', 'RECOVERED', 'REFUND_PAID']

/** The fields an act of a kind asks for. */
export function ActFields(props: FieldsProps) {
  const { kind, page, typed, change, day, onDay, errors } = props
  const error = (at: string): RefusalDetail | undefined => errors.get(at)
  return (
    <>
      {DATED.includes(kind) ? <DayField label="起息日" value={day} onChange={onDay} today={page.on as Day} clears error={error('/valueDay')} /> : null}
      {kind === 'RATE_CHANGED' ? <div className="form-grid"><RateField label="新利率" value={typed.annualRate} onChange={(annualRate) => change({ annualRate })} clears error={error('/body/annualRate')} required /><RateField label="新罚息利率" value={typed.penaltyRate} onChange={(penaltyRate) => change({ penaltyRate })} clears error={error('/body/penaltyRate')} required /></div> : null}
      {kind === 'MISUSE_FOUND' ? <div className="form-grid"><MoneyField label="挪用本金" fen={typed.amountFen} onChange={(amountFen) => change({ amountFen })} clears error={error('/body/amountFen')} required /><RateField label="挪用罚息利率" value={typed.annualRate} onChange={(annualRate) => change({ annualRate })} clears error={error('/body/annualRate')} required /></div> : null}
      {kind === 'COST_CHARGED' || kind === 'RECOVERED' || kind === 'REFUND_PAID' || kind === 'RELIEVED' || kind === 'REFUNDED' ? <MoneyField label="金额" fen={typed.amountFen} onChange={(amountFen) => change({ amountFen })} clears error={error('/body/amountFen')} required /> : null}
      {kind === 'RELIEVED' ? <fieldset className="act-choices"><legend>减免项目</legend>{RELIEVABLE.map((part) => <CheckField key={part} label={PARTS[part]} checked={typed.parts.includes(part)} onChange={(on) => change({ parts: toggled(typed.parts, part, on) })} />)}</fieldset> : null}
      {kind === 'REFUNDED' ? <div className="form-grid"><ChoiceField label="退自" value={typed.part as (typeof REFUNDABLE)[number]} onChange={(part) => change({ part })} choices={REFUNDABLE.map((value) => ({ value, label: refundName(value) }))} /><DayField label="最迟退付日" value={typed.payBy} onChange={(payBy) => change({ payBy })} clears error={error('/body/payBy')} /></div> : null}
      {kind === 'EXTENDED' || kind === 'RESCHEDULED' ? <PlanFields {...props} /> : null}
      {kind === 'RENEWED' ? <RenewalFields {...props} /> : null}
      {kind === 'WRITTEN_OFF' ? <WriteOffFields {...props} /> : null}
      <NoteField label="事由" value={typed.reason} onChange={(reason) => change({ reason })} maxLength={200} required />
    </>
  )
}

function PlanFields({ kind, typed, change, errors }: FieldsProps) {
  return (
    <>
      <div className="form-grid">
        <ChoiceField label="还款方式" value={typed.method as (typeof METHODS)[number]} onChange={(method) => change({ method })} choices={choices(METHOD_NAMES, METHODS.filter((one) => one !== 'REVOLVING'))} />
        <ChoiceField label="还款周期" value={typed.every as (typeof EVERY)[number]} onChange={(every) => change({ every })} choices={choices(EVERY_NAMES, EVERY)} />
        <CountField label="期数" value={typed.periods} onChange={(periods) => change({ periods })} unit="期" clears error={typed.periods !== null && typed.periods < 1 ? '至少 1 期' : errors.get('/body/rest/periods')} required />
        <DayField label="首次还款日" value={typed.firstDueOn} onChange={(firstDueOn) => change({ firstDueOn })} clears error={errors.get('/body/rest/firstDueOn')} required />
        {kind === 'EXTENDED' ? <DayField label="客户申请日" value={typed.appliedOn} onChange={(appliedOn) => change({ appliedOn })} clears error={errors.get('/grounds/appliedOn')} required /> : null}
      </div>
      <CheckField label="因借款人还款困难（至少为关注，计入重组）" checked={typed.isDistressed} onChange={(isDistressed) => change({ isDistressed })} />
      {kind === 'RESCHEDULED' ? <CheckField label="逾期本金并入新计划" checked={typed.takesOverdue} onChange={(takesOverdue) => change({ takesOverdue })} /> : null}
      {typed.consents.map((one, at) => (
        <fieldset key={one.name} className="act-consent">
          <legend>担保人 {one.name} 书面同意</legend>
          <div className="form-grid">
            <DayField label="签署日" value={one.signedOn} onChange={(signedOn) => change({ consents: typed.consents.with(at, { ...one, signedOn }) })} clears />
            <TextField label="同意书编号" value={one.paper} onChange={(paper) => change({ consents: typed.consents.with(at, { ...one, paper }) })} maxLength={60} />
          </div>
        </fieldset>
      ))}
    </>
  )
}

function RenewalFields({ page, typed, change, errors }: FieldsProps) {
  const [number, setNumber] = useState('')
  const asked = number.trim()
  const found = useRead<z.output<typeof NoteList>>(asked === '' ? null : api.notes({ view: 'all', q: asked }))
  const next = found.data?.notes.find((one) => one.number === asked && one.noteId !== page.noteId)
  const says = asked === '' ? '客户新签合同的借据号' : next !== undefined ? `${next.customerName}　${formatYuan(next.amountFen)} 元　${next.disbursedOn} 放款` : undefined
  const nextId = next?.noteId ?? ''
  useEffect(() => { if (nextId !== typed.newNoteId) change({ newNoteId: nextId }) }, [nextId, typed.newNoteId, change])
  return (
    <>
      <TextField label="新借据号" value={number} onChange={setNumber} maxLength={36} hint={says} error={asked !== '' && found.data !== undefined && next === undefined ? '没有这个号码的新借据' : null} required />
      <MoneyField label="结清金额" fen={typed.amountFen} onChange={(amountFen) => change({ amountFen })} clears error={errors.get('/body/amountFen')} required />
      <fieldset className="act-choices"><legend>以下全部具备方可维持正常</legend>{(Object.keys(RENEWAL_CONDITIONS) as RenewalCondition[]).map((one) => <CheckField key={one} label={RENEWAL_CONDITIONS[one]} checked={typed.conditions.includes(one)} onChange={(on) => change({ conditions: toggled(typed.conditions, one, on) })} />)}</fieldset>
    </>
  )
}

function WriteOffFields({ typed, change }: FieldsProps) {
  return (
    <>
      {typed.steps.map((one, at) => (
        <fieldset key={one.step} className="act-consent">
          <legend>{RECOVERY_STEP_NAMES[one.step]}</legend>
          <div className="form-grid">
            <DayField label="完成日" value={one.doneOn} onChange={(doneOn) => change({ steps: typed.steps.with(at, { ...one, doneOn }) })} clears />
            <TextField label="结果" value={one.says} onChange={(says) => change({ steps: typed.steps.with(at, { ...one, says }) })} maxLength={200} />
          </div>
        </fieldset>
      ))}
      <NoteField label="审贷会决议" value={typed.resolution} onChange={(resolution) => change({ resolution })} maxLength={2000} required />
    </>
  )
}
