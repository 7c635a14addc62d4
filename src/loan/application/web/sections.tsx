import type { Day, RefusalDetail } from '#kernel'
import { wordOf } from '#common/assessment/web'
import { type OnOffer, ProductChoice } from '#common/product/web'
import { cyclesOf } from '#common/schedule/domain'
import { FileApplication } from '#loan/application/domain'
import { CheckField, ChoiceField, CountField, DayField, MoneyField, TextField } from '#ui'
import { inCycles, methodsOf } from './follow.ts'
import { type Intake, hasSpouse } from './intake.ts'
import { useWords } from './words.ts'

export interface SectionProps {
  readonly intake: Intake
  readonly set: (change: Partial<Intake>) => void
  /** The place of a field, to be led to, and what was refused there. */
  readonly at: (field: keyof Intake) => { readonly id: string; readonly error: RefusalDetail | undefined }
  readonly today: Day
}

const { request, applicant, business } = FileApplication.shape

/** The words of a closed list of the request, in the order the domain lists them. */
function listOf<V extends string>(field: string, values: readonly V[]): readonly { value: V; label: string }[] {
  return values.map((value) => ({ value, label: wordOf(field, value) ?? value }))
}

const GUARANTEES = listOf('guarantee', request.shape.guarantee.options)
const PURPOSES = listOf('purpose', request.shape.purpose.options)
const MARRIAGES = listOf('marriage', applicant.shape.marriage.options)
const CHILDREN = listOf('children', applicant.shape.children.options)
const PROPERTY = listOf('property', applicant.shape.property.options)
const PREMISES = listOf('premises', business.shape.premises.options)
const SOURCES = listOf('source', FileApplication.shape.source.unwrap().options)

export function RequestSection({ intake, set, at, onOffer }: SectionProps & { onOffer: OnOffer }) {
  const say = useWords()
  const { method, periods, product } = intake
  const chosen = onOffer.choices.find(({ name }) => name === product)
  const able = chosen === undefined ? [method] : methodsOf(chosen)
  const planned = chosen === undefined ? 0 : chosen.terms.methods.length - able.length
  const cycle = cyclesOf(method)[0]
  return (
    <>
      <ProductChoice onOffer={onOffer} value={product} onChange={(name) => set({ product: name })} {...at('product')} />
      <MoneyField label={say('amountFen')} fen={intake.amountFen} onChange={(amountFen) => set({ amountFen })} {...at('amountFen')} required />
      <CountField label={say('periods')} unit={say(cycle === 'QUARTER' ? 'quarters' : 'periodsUnit')} value={periods} onChange={(typed) => set({ periods: typed, method })} {...at('periods')} required />
      <ChoiceField label={say('method')} value={method} onChange={(picked) => set({ method: picked, periods: inCycles(periods, method, picked) })} choices={listOf('method', able)} {...(planned === 0 ? {} : { hint: say('plannedLater', { count: planned }) })} {...at('method')} />
      <ChoiceField {...at('guarantee')} label={say('guarantee')} value={intake.guarantee} onChange={(guarantee) => set({ guarantee })} choices={GUARANTEES} />
      <ChoiceField {...at('purpose')} label={say('purpose')} value={intake.purpose} onChange={(purpose) => set({ purpose })} choices={PURPOSES} />
      <TextField label={say('purposeLabel')} value={intake.purposeLabel} hint={say('purposeHint')} onChange={(purposeLabel) => set({ purposeLabel })} {...at('purposeLabel')} required maxLength={400} />
      <MoneyField label={say('purposeFen')} fen={intake.purposeFen} onChange={(purposeFen) => set({ purposeFen })} {...at('purposeFen')} required />
      <MoneyField label={say('ownContributionFen')} fen={intake.ownContributionFen} onChange={(ownContributionFen) => set({ ownContributionFen })} {...at('ownContributionFen')} required />
    </>
  )
}

export function ApplicantSection({ intake, set, at }: SectionProps) {
  const say = useWords()
  return (
    <>
      <ChoiceField {...at('marriage')} label={say('marriage')} value={intake.marriage} onChange={(marriage) => set({ marriage })} choices={MARRIAGES} required />
      {hasSpouse(intake) ? <TextField label={say('spouseName')} value={intake.spouseName} onChange={(spouseName) => set({ spouseName })} {...at('spouseName')} maxLength={40} /> : null}
      <ChoiceField {...at('children')} label={say('children')} value={intake.children} onChange={(children) => set({ children })} choices={CHILDREN} required />
      <ChoiceField {...at('property')} label={say('property')} value={intake.property} onChange={(property) => set({ property })} choices={PROPERTY} required />
      <TextField label={say('residenceCity')} value={intake.residenceCity} onChange={(residenceCity) => set({ residenceCity })} {...at('residenceCity')} required maxLength={40} />
      <CountField label={say('residenceYears')} unit={say('years')} value={intake.residenceYears} onChange={(residenceYears) => set({ residenceYears })} {...at('residenceYears')} required />
      <TextField label={say('phoneCity')} value={intake.phoneCity} onChange={(phoneCity) => set({ phoneCity })} {...at('phoneCity')} maxLength={40} />
      <CountField label={say('phoneYears')} unit={say('years')} value={intake.phoneYears} onChange={(phoneYears) => set({ phoneYears })} {...at('phoneYears')} />
      <div className="row"><CheckField label={say('residenceLocal')} checked={intake.residenceLocal} onChange={(residenceLocal) => set({ residenceLocal })} /><CheckField label={say('staffRelated')} checked={intake.staffRelated} onChange={(staffRelated) => set({ staffRelated })} /></div>
    </>
  )
}

export function BusinessSection({ intake, set, at, today, trades }: SectionProps & { trades: readonly { code: string; name: string }[] }) {
  const say = useWords()
  return (
    <>
      <TextField label={say('businessName')} value={intake.businessName} onChange={(businessName) => set({ businessName })} {...at('businessName')} required maxLength={60} />
      <ChoiceField label={say('trade')} value={intake.trade} onChange={(trade) => set({ trade })} choices={trades.map(({ code, name }) => ({ value: code, label: name }))} {...at('trade')} required />
      <TextField label={say('businessCity')} value={intake.businessCity} onChange={(businessCity) => set({ businessCity })} {...at('businessCity')} required maxLength={40} />
      <TextField label={say('businessAddress')} value={intake.businessAddress} hint={say('addressHint')} onChange={(businessAddress) => set({ businessAddress })} {...at('businessAddress')} maxLength={200} />
      <DayField label={say('startedOn')} value={intake.startedOn} onChange={(startedOn) => set({ startedOn })} today={today} {...at('startedOn')} required />
      <ChoiceField {...at('premises')} label={say('premises')} value={intake.premises} onChange={(premises) => set({ premises })} choices={PREMISES} required />
      {intake.premises === 'LEASE' ? <DayField label={say('leaseEndsOn')} value={intake.leaseEndsOn} onChange={(leaseEndsOn) => set({ leaseEndsOn })} today={today} {...at('leaseEndsOn')} required /> : null}
      <div className="row"><CheckField label={say('licensed')} checked={intake.licensed} onChange={(licensed) => set({ licensed })} /></div>
    </>
  )
}

export function HandlingSection({ intake, set, at, colleagues, under }: SectionProps & { colleagues: readonly { staffId: string; name: string }[]; under: readonly { value: string; label: string }[] }) {
  const say = useWords()
  return (
    <>
      {under.length === 0 ? null : <ChoiceField label={say('under')} value={intake.under} onChange={(value) => set({ under: value })} choices={[{ value: '', label: say('underNone') }, ...under]} {...at('under')} />}
      <ChoiceField {...at('source')} label={say('source')} value={intake.source} onChange={(source) => set({ source })} choices={SOURCES} />
      {intake.source === 'ONLINE' ? <TextField {...at('deviceId')} label={say('deviceId')} value={intake.deviceId} hint={say('deviceHint')} onChange={(deviceId) => set({ deviceId })} maxLength={120} /> : null}
      {intake.source === 'REFERRAL' ? <TextField {...at('referredBy')} label={say('referredBy')} value={intake.referredBy} hint={say('referredHint')} onChange={(referredBy) => set({ referredBy })} maxLength={80} /> : null}
      <CountField label={say('loansRepaid')} unit={say('loansUnit')} value={intake.loansRepaid} onChange={(loansRepaid) => set({ loansRepaid })} {...at('loansRepaid')} required />
      <ChoiceField label={say('assist')} value={intake.assistId} onChange={(assistId) => set({ assistId })} choices={[{ value: '', label: say('nobody') }, ...colleagues.map(({ staffId, name }) => ({ value: staffId, label: name }))]} {...at('assistId')} />
    </>
  )
}
