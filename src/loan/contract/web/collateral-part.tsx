import { useState } from 'react'
import { COLLATERAL_KINDS, type CollateralKind, type CollateralShown } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, type Fen, fen } from '#kernel'
import { ChoiceField, DayField, Money, MoneyField, NoteField, TextField, api } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import { CollateralFacts } from './collateral-facts.tsx'
import type { PartProps } from './part-props.ts'

const KINDS = Object.entries(COLLATERAL_KINDS).map(([value, label]) => ({ value: value as CollateralKind, label }))

/** What secures the loan: item, owner, valuation, registration, insurance. Custody and release stand in the register. */
export function CollateralPart({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const items = file.collateral.filter(({ state }) => state !== 'REMOVED')
  if (file.terms.guarantee !== 'MORTGAGE' && items.length === 0) return null
  const offDuty = may(me, 'contract.register') ? null : '由客户经理或合同制作岗登记'
  const off = file.state === 'DRAFTING' ? offDuty : '文书已制作，先作废重做'
  return (
    <section className="panel">
      <div className="panel-head"><h2>抵押物</h2><AddCollateralAct caseId={caseId} file={file} off={off} /></div>
      <div className="panel-body">
        {items.length === 0 ? <p className="muted">抵押贷款须先登记抵押物与估值。</p> : items.map((item) => (
          <div key={item.collateralId} className="contract-card stack">
            <CollateralFacts item={item} />
            <div className="row">
              {item.registration === null ? <RegisterAct caseId={caseId} item={item} off={offDuty} today={file.today as Day} /> : null}
              <InsureAct caseId={caseId} item={item} off={offDuty} today={file.today as Day} />
              <ValueAct caseId={caseId} item={item} off={offDuty} today={file.today as Day} />
              {off === null ? <RemoveAct caseId={caseId} item={item} /> : null}
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}

interface ItemAct { readonly caseId: string; readonly item: CollateralShown; readonly off: string | null; readonly today: Day }
const path = (caseId: string, { collateralId }: CollateralShown, part: string): string => api.contract(caseId, 'collateral', collateralId, part)
const REGISTERS = ['/api/registers'] as const

function AddCollateralAct({ caseId, file, off }: PartProps & { off: string | null }) {
  const [form, setForm] = useState({ kind: 'HOUSE' as CollateralKind, item: '', ownerName: file.customerName, place: '', titleNumber: '', source: '' })
  const [value, setValue] = useState<Fen | null>(null)
  const [prior, setPrior] = useState<Fen | null>(fen(0))
  const [pledged, setPledged] = useState<Fen | null>(fen(file.terms.amountFen))
  const [valuedOn, setValuedOn] = useState<Day | null>(file.today as Day)
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change })
  const empty = [form.item, form.ownerName, form.place, form.titleNumber, form.source].some((text) => text.trim() === '') || value === null || prior === null || pledged === null || valuedOn === null
  return (
    <ActDrawer caseId={caseId} label="登记抵押物…" title="登记抵押物与估值" path={api.contract(caseId, 'collateral')} body={{ ...form, valueFen: value, priorClaimsFen: prior, pledgedFen: pledged, valuedOn }} act="登记" done={`已登记${form.item}`} why={off} lacking={empty ? '各项都须填写' : null} changes={REGISTERS}>
      <ChoiceField label="类别" value={form.kind} choices={KINDS} onChange={(kind) => set({ kind })} />
      <TextField label="抵押物" value={form.item} onChange={(item) => set({ item })} maxLength={100} required />
      <TextField label="所有人" value={form.ownerName} onChange={(ownerName) => set({ ownerName })} maxLength={80} required />
      <TextField label="坐落" value={form.place} onChange={(place) => set({ place })} maxLength={200} required />
      <TextField label="权属证号" value={form.titleNumber} onChange={(titleNumber) => set({ titleNumber })} maxLength={80} required />
      <MoneyField label="担保金额" fen={pledged} onChange={setPledged} required />
      <MoneyField label="评估价值" fen={value} onChange={setValue} required />
      <MoneyField label="在先债权" fen={prior} onChange={setPrior} required />
      <TextField label="估值来源" value={form.source} onChange={(source) => set({ source })} maxLength={200} required hint="评估机构，或可比成交、计税价" />
      <DayField label="估值日" value={valuedOn} onChange={setValuedOn} today={file.today as Day} required />
    </ActDrawer>
  )
}

function ValueAct({ caseId, item, off, today }: ItemAct) {
  const [value, setValue] = useState<Fen | null>(null)
  const [prior, setPrior] = useState<Fen | null>(fen(0))
  const [source, setSource] = useState('')
  const [valuedOn, setValuedOn] = useState<Day | null>(today)
  return (
    <ActDrawer caseId={caseId} label="重新估值…" title={`${item.item}重新估值`} path={path(caseId, item, 'valuations')} body={{ valueFen: value, priorClaimsFen: prior, source, valuedOn }} act="记入" done="估值已记入，历次留存" why={off} changes={REGISTERS}
      lacking={value === null || prior === null || valuedOn === null || source.trim() === '' ? '各项都须填写' : null}>
      <MoneyField label="评估价值" fen={value} onChange={setValue} required />
      <MoneyField label="在先债权" fen={prior} onChange={setPrior} required />
      <TextField label="估值来源" value={source} onChange={setSource} maxLength={200} required />
      <DayField label="估值日" value={valuedOn} onChange={setValuedOn} today={today} required />
    </ActDrawer>
  )
}

function RegisterAct({ caseId, item, off, today }: ItemAct) {
  const [office, setOffice] = useState('')
  const [number, setNumber] = useState('')
  const [registeredOn, setOn] = useState<Day | null>(today)
  return (
    <ActDrawer caseId={caseId} label="抵押登记…" title={`${item.item}抵押登记`} path={path(caseId, item, 'registration')} body={{ office, number, registeredOn }} act="记入登记" done="抵押登记已记入" why={off} changes={REGISTERS}
      lacking={office.trim() === '' || number.trim() === '' || registeredOn === null ? '各项都须填写' : null}>
      <TextField label="登记机关" value={office} onChange={setOffice} maxLength={80} required />
      <TextField label="登记编号" value={number} onChange={setNumber} maxLength={80} required />
      <DayField label="登记日" value={registeredOn} onChange={setOn} today={today} required />
    </ActDrawer>
  )
}

function InsureAct({ caseId, item, off, today }: ItemAct) {
  const [insurer, setInsurer] = useState('')
  const [policyNumber, setNumber] = useState('')
  const [insured, setInsured] = useState<Fen | null>(null)
  const [from, setFrom] = useState<Day | null>(today)
  const [until, setUntil] = useState<Day | null>(null)
  return (
    <ActDrawer caseId={caseId} label="登记保险…" title={`${item.item}保险`} path={path(caseId, item, 'insurances')} body={{ insurer, policyNumber, insuredFen: insured, from, until }} act="登记" done="保险已登记" why={off} changes={REGISTERS}
      lacking={insurer.trim() === '' || policyNumber.trim() === '' || insured === null || from === null || until === null ? '各项都须填写' : null}>
      <TextField label="保险公司" value={insurer} onChange={setInsurer} maxLength={80} required />
      <TextField label="保单号" value={policyNumber} onChange={setNumber} maxLength={80} required />
      <MoneyField label="保险金额" fen={insured} onChange={setInsured} required />
      <DayField label="起保日" value={from} onChange={setFrom} today={today} required />
      <DayField label="到期日" value={until} onChange={setUntil} today={today} required hint="当日起不再承保" />
    </ActDrawer>
  )
}

function RemoveAct({ caseId, item }: { caseId: string; item: CollateralShown }) {
  const [reason, setReason] = useState('')
  return (
    <ActDrawer caseId={caseId} label="移除…" kind="stop" title={`移除${item.item}`} path={path(caseId, item, 'remove')} body={{ reason }} act="移除" done="已移除，登记留存" lacking={reason.trim().length < 4 ? '请说明理由，至少 4 个字' : null} changes={REGISTERS}>
      <p>担保金额 <Money fen={fen(item.pledgedFen)} unit /></p>
      <NoteField label="理由" value={reason} onChange={setReason} required maxLength={400} />
    </ActDrawer>
  )
}
