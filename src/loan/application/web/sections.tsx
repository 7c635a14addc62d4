import type { Day, RefusalDetail } from '#kernel'
import { wordOf } from '#common/assessment/web'
import { ProductChoice } from '#common/product/web'
import { cyclesOf, needsOf } from '#common/schedule/domain'
import { FileApplication } from '#loan/application/domain'
import { CheckField, ChoiceField, CountField, DayField, MoneyField, TextField } from '#ui'
import { type Intake, hasSpouse } from './intake.ts'
import { useWords } from './words.ts'

export interface SectionProps {
  readonly intake: Intake
  readonly set: (change: Partial<Intake>) => void
  readonly errorAt: (field: keyof Intake) => RefusalDetail | undefined
  readonly today: Day
}

const { request, applicant, business } = FileApplication.shape

/** The words of a closed list of the request, in the order the domain lists them. */
function listOf<V extends string>(field: string, values: readonly V[]): readonly { value: V; label: string }[] {
  return values.map((value) => ({ value, label: wordOf(field, value) ?? value }))
}

/** What a customer may ask for at the counter: paid by the month or at once. How principal comes back otherwise is found with his cash flow. */
const METHODS = listOf('method', request.shape.method.unwrap().options.filter((method) => needsOf(method).length === 0 && ['MONTH', 'ONCE'].includes(cyclesOf(method)[0])))
const GUARANTEES = listOf('guarantee', request.shape.guarantee.options)
const PURPOSES = listOf('purpose', request.shape.purpose.options)
const MARRIAGES = listOf('marriage', applicant.shape.marriage.options)
const CHILDREN = listOf('children', applicant.shape.children.options)
const PROPERTY = listOf('property', applicant.shape.property.options)
const PREMISES = listOf('premises', business.shape.premises.options)
const SOURCES = listOf('source', FileApplication.shape.source.unwrap().options)

export function RequestSection({ intake, set, errorAt, customerId }: SectionProps & { customerId: string }) {
  const say = useWords()
  return (
    <>
      <ProductChoice asked={{ customerId, guarantee: intake.guarantee, purpose: intake.purpose, method: intake.method, months: intake.periods }} value={intake.product} onChange={(product) => set({ product })} error={errorAt('product')} />
      <MoneyField label={say('amountFen')} fen={intake.amountFen} onChange={(amountFen) => set({ amountFen })} error={errorAt('amountFen')} required />
      <CountField label={say('periods')} unit={say('periodsUnit')} value={intake.periods} onChange={(periods) => set({ periods })} error={errorAt('periods')} required />
      <ChoiceField label={say('method')} value={intake.method} onChange={(method) => set({ method })} choices={METHODS} />
      <ChoiceField label={say('guarantee')} value={intake.guarantee} onChange={(guarantee) => set({ guarantee })} choices={GUARANTEES} />
      <ChoiceField label={say('purpose')} value={intake.purpose} onChange={(purpose) => set({ purpose })} choices={PURPOSES} />
      <TextField label={say('purposeLabel')} value={intake.purposeLabel} hint={say('purposeHint')} onChange={(purposeLabel) => set({ purposeLabel })} error={errorAt('purposeLabel')} required maxLength={400} />
      <MoneyField label={say('purposeFen')} fen={intake.purposeFen} onChange={(purposeFen) => set({ purposeFen })} error={errorAt('purposeFen')} required />
      <MoneyField label={say('ownContributionFen')} fen={intake.ownContributionFen} onChange={(ownContributionFen) => set({ ownContributionFen })} error={errorAt('ownContributionFen')} required />
    </>
  )
}

export function ApplicantSection({ intake, set, errorAt }: SectionProps) {
  const say = useWords()
  return (
    <>
      <ChoiceField label={say('marriage')} value={intake.marriage} onChange={(marriage) => set({ marriage })} choices={MARRIAGES} required />
      {hasSpouse(intake) ? <TextField label={say('spouseName')} value={intake.spouseName} onChange={(spouseName) => set({ spouseName })} error={errorAt('spouseName')} maxLength={40} /> : null}
      <ChoiceField label={say('children')} value={intake.children} onChange={(children) => set({ children })} choices={CHILDREN} required />
      <ChoiceField label={say('property')} value={intake.property} onChange={(property) => set({ property })} choices={PROPERTY} required />
      <TextField label={say('residenceCity')} value={intake.residenceCity} onChange={(residenceCity) => set({ residenceCity })} error={errorAt('residenceCity')} required maxLength={40} />
      <CountField label={say('residenceYears')} unit={say('years')} value={intake.residenceYears} onChange={(residenceYears) => set({ residenceYears })} error={errorAt('residenceYears')} required />
      <TextField label={say('phoneCity')} value={intake.phoneCity} onChange={(phoneCity) => set({ phoneCity })} error={errorAt('phoneCity')} maxLength={40} />
      <CountField label={say('phoneYears')} unit={say('years')} value={intake.phoneYears} onChange={(phoneYears) => set({ phoneYears })} error={errorAt('phoneYears')} />
      <div className="row"><CheckField label={say('residenceLocal')} checked={intake.residenceLocal} onChange={(residenceLocal) => set({ residenceLocal })} /><CheckField label={say('staffRelated')} checked={intake.staffRelated} onChange={(staffRelated) => set({ staffRelated })} /></div>
    </>
  )
}

export function BusinessSection({ intake, set, errorAt, today, trades }: SectionProps & { trades: readonly { code: string; name: string }[] }) {
  const say = useWords()
  return (
    <>
      <TextField label={say('businessName')} value={intake.businessName} onChange={(businessName) => set({ businessName })} error={errorAt('businessName')} required maxLength={60} />
      <ChoiceField label={say('trade')} value={intake.trade} onChange={(trade) => set({ trade })} choices={trades.map(({ code, name }) => ({ value: code, label: name }))} error={errorAt('trade')} required />
      <TextField label={say('businessCity')} value={intake.businessCity} onChange={(businessCity) => set({ businessCity })} error={errorAt('businessCity')} required maxLength={40} />
      <TextField label={say('businessAddress')} value={intake.businessAddress} hint={say('addressHint')} onChange={(businessAddress) => set({ businessAddress })} error={errorAt('businessAddress')} maxLength={200} />
      <DayField label={say('startedOn')} value={intake.startedOn} onChange={(startedOn) => set({ startedOn })} today={today} error={errorAt('startedOn')} required />
      <ChoiceField label={say('premises')} value={intake.premises} onChange={(premises) => set({ premises })} choices={PREMISES} required />
      {intake.premises === 'LEASE' ? <DayField label={say('leaseEndsOn')} value={intake.leaseEndsOn} onChange={(leaseEndsOn) => set({ leaseEndsOn })} today={today} error={errorAt('leaseEndsOn')} required /> : null}
      <div className="row"><CheckField label={say('licensed')} checked={intake.licensed} onChange={(licensed) => set({ licensed })} /></div>
    </>
  )
}

export function HandlingSection({ intake, set, errorAt, colleagues, under }: SectionProps & { colleagues: readonly { staffId: string; name: string }[]; under: readonly { value: string; label: string }[] }) {
  const say = useWords()
  return (
    <>
      {under.length === 0 ? null : <ChoiceField label={say('under')} value={intake.under} onChange={(value) => set({ under: value })} choices={[{ value: '', label: say('underNone') }, ...under]} error={errorAt('under')} />}
      <ChoiceField label={say('source')} value={intake.source} onChange={(source) => set({ source })} choices={SOURCES} />
      {intake.source === 'ONLINE' ? <TextField label={say('deviceId')} value={intake.deviceId} hint={say('deviceHint')} onChange={(deviceId) => set({ deviceId })} maxLength={120} /> : null}
      {intake.source === 'REFERRAL' ? <TextField label={say('referredBy')} value={intake.referredBy} hint={say('referredHint')} onChange={(referredBy) => set({ referredBy })} maxLength={80} /> : null}
      <CountField label={say('loansRepaid')} unit={say('loansUnit')} value={intake.loansRepaid} onChange={(loansRepaid) => set({ loansRepaid })} error={errorAt('loansRepaid')} required />
      <ChoiceField label={say('assist')} value={intake.assistId} onChange={(assistId) => set({ assistId })} choices={[{ value: '', label: say('nobody') }, ...colleagues.map(({ staffId, name }) => ({ value: staffId, label: name }))]} error={errorAt('assistId')} />
    </>
  )
}
