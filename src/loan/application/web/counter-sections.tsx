import { IDENTIFIED_BY, type IdentifiedBy } from '#loan/application/domain'
import { CheckField, ChoiceField, DayField, TextField } from '#ui'
import type { SectionProps } from './sections.tsx'
import { useWords } from './words.ts'

const HOW = (Object.entries(IDENTIFIED_BY) as [IdentifiedBy, string][]).map(([value, label]) => ({ value, label }))

/** Who stands beside the applicant; more people are added on the case. */
export function PartiesSection({ intake, set, at }: SectionProps) {
  const say = useWords()
  return (
    <>
      <TextField label={say('guarantorName')} value={intake.guarantorName} onChange={(guarantorName) => set({ guarantorName })} {...at('guarantorName')} maxLength={40} />
      <TextField label={say('guarantorRelation')} value={intake.guarantorRelation} onChange={(guarantorRelation) => set({ guarantorRelation })} {...at('guarantorRelation')} maxLength={40} />
      <TextField label={say('guarantorIdNumber')} value={intake.guarantorIdNumber} onChange={(guarantorIdNumber) => set({ guarantorIdNumber })} {...at('guarantorIdNumber')} maxLength={20} />
      <TextField label={say('guarantorPhone')} type="tel" value={intake.guarantorPhone} onChange={(guarantorPhone) => set({ guarantorPhone })} {...at('guarantorPhone')} maxLength={20} />
    </>
  )
}

/** What is done at the counter before anyone decides; what is not done yet is done on the case. */
export function CounterSection({ intake, set, at, today, phone }: SectionProps & { phone: string }) {
  const say = useWords()
  const lists = (value: string): void => set({ listsOutcome: value === '' ? null : (value as 'CLEAR' | 'HIT'), ...(value === 'CLEAR' && intake.listsSays.trim() === '' ? { listsSays: '本行名单、失信被执行人名单均无记录' } : {}) })
  return (
    <>
      <ChoiceField {...at('identifiedBy')} label={say('identifiedBy')} value={intake.identifiedBy ?? ''} hint={say('laterHint')} onChange={(value) => set({ identifiedBy: value === '' ? null : value })} choices={[{ value: '' as const, label: say('notYet') }, ...HOW]} />
      <ChoiceField {...at('listsOutcome')} label={say('listsOutcome')} value={intake.listsOutcome ?? ''} onChange={lists} choices={[{ value: '', label: say('notYet') }, { value: 'CLEAR', label: say('listsClear') }, { value: 'HIT', label: say('listsHit') }]} />
      {intake.listsOutcome === null ? null : <TextField label={say('listsSays')} value={intake.listsSays} onChange={(listsSays) => set({ listsSays })} {...at('listsSays')} required maxLength={300} />}
      <div className="stack application-told">
        <CheckField label={say('processTold')} checked={intake.processTold} onChange={(processTold) => set({ processTold })} />
        <CheckField label={say('listGiven')} checked={intake.listGiven} onChange={(listGiven) => set({ listGiven })} />
        <CheckField label={say('conductTold', { phone })} checked={intake.conductTold} onChange={(conductTold) => set({ conductTold })} />
      </div>
      <DayField label={say('dataSignedOn')} value={intake.dataSignedOn} onChange={(dataSignedOn) => set({ dataSignedOn })} today={today} {...at('dataSignedOn')} />
      <DayField label={say('bureauAuthorisedOn')} value={intake.bureauAuthorisedOn} hint={say('bureauHint')} onChange={(bureauAuthorisedOn) => set({ bureauAuthorisedOn })} today={today} {...at('bureauAuthorisedOn')} />
      {intake.dataSignedOn === null && intake.bureauAuthorisedOn === null ? null : <TextField label={say('sheetsLie')} value={intake.sheetsLie} hint={say('sheetsHint')} onChange={(sheetsLie) => set({ sheetsLie })} {...at('sheetsLie')} required maxLength={300} />}
    </>
  )
}
