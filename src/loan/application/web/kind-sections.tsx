import { EmployerKind, PostKind } from '#common/assessment/domain'
import { wordOf } from '#common/assessment/web'
import { ChoiceField, CountField, DayField, MoneyField, TextField } from '#ui'
import type { SectionProps } from './sections.tsx'
import { useWords } from './words.ts'

const EMPLOYERS = EmployerKind.options.map((value) => ({ value, label: wordOf('employerKind', value) ?? value }))
const POSTS = PostKind.options.map((value) => ({ value, label: wordOf('postKind', value) ?? value }))
const MONTHS = Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: `${at + 1} 月` }))

/** Where a salaried customer works, in place of a shop. */
export function EmployerSection({ intake, set, at, today }: SectionProps) {
  const say = useWords()
  return (
    <>
      <TextField label={say('employer')} value={intake.businessName} onChange={(businessName) => set({ businessName })} {...at('businessName')} required maxLength={60} />
      <ChoiceField {...at('employerKind')} label={say('employerKind')} value={intake.employerKind} onChange={(employerKind) => set({ employerKind })} choices={EMPLOYERS} required />
      <ChoiceField {...at('postKind')} label={say('postKind')} value={intake.postKind} onChange={(postKind) => set({ postKind })} choices={POSTS} required />
      <TextField {...at('post')} label={say('post')} value={intake.post} onChange={(post) => set({ post })} required maxLength={60} />
      <TextField label={say('employerCity')} value={intake.businessCity} onChange={(businessCity) => set({ businessCity })} {...at('businessCity')} required maxLength={40} />
      <TextField label={say('employerAddress')} value={intake.businessAddress} onChange={(businessAddress) => set({ businessAddress })} {...at('businessAddress')} maxLength={200} />
      <DayField label={say('since')} value={intake.startedOn} onChange={(startedOn) => set({ startedOn })} today={today} {...at('startedOn')} required />
      <MoneyField {...at('monthlyWageFen')} label={say('monthlyWageFen')} fen={intake.monthlyWageFen} hint={say('wageHint')} onChange={(monthlyWageFen) => set({ monthlyWageFen })} required />
    </>
  )
}

/** What a farmer works with, asked beside his holding. */
export function FarmSection({ intake, set, at }: SectionProps) {
  const say = useWords()
  return (
    <>
      <TextField {...at('mainCrop')} label={say('mainCrop')} value={intake.mainCrop} onChange={(mainCrop) => set({ mainCrop })} required maxLength={60} />
      <CountField {...at('landMu')} label={say('landMu')} unit={say('mu')} value={intake.landMu} onChange={(landMu) => set({ landMu })} required />
      <ChoiceField {...at('harvestMonth')} label={say('harvestMonth')} value={intake.harvestMonth} onChange={(harvestMonth) => set({ harvestMonth })} choices={MONTHS} required />
    </>
  )
}
