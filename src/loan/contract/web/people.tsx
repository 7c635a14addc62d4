import { useState } from 'react'
import { PARTY_ROLES, type PartyRole, type PartyShown } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { type Fen, fen } from '#kernel'
import { ChoiceField, Money, MoneyField, NoteField, TextField, api } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import type { PartProps } from './part-props.ts'

const ROLES = Object.entries(PARTY_ROLES).map(([value, label]) => ({ value: value as PartyRole, label }))

/** Who signs besides the borrower: spouse, co-borrowers, guarantors with what they stand for. */
export function People({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const off = file.state !== 'DRAFTING' ? '文书已制作，先作废重做' : may(me, 'contract.register') ? null : '由客户经理或合同制作岗登记'
  const missesSpouse = file.ask.spouseName !== null && !file.parties.some(({ role }) => role === 'SPOUSE' || role === 'COBORROWER')
  return (
    <section className="panel">
      <div className="panel-head"><h2>签字人</h2><span className="muted small">制作文书前登记，文书按此列名</span><AddPerson caseId={caseId} file={file} off={off} /></div>
      <div className="panel-body">
        {missesSpouse ? <p className="contract-open">申请写明配偶{file.ask.spouseName}，尚未登记。</p> : null}
        {file.terms.guarantee === 'JOINT_LIABILITY' && file.ask.membersMissing.length > 0 ? <p className="contract-open">联保小组成员{file.ask.membersMissing.join('、')}尚未登记为保证人。</p> : null}
        {file.parties.length === 0 ? <p className="muted">除借款人外还没有签字人。</p> : file.parties.map((party) => <Person key={party.partyId} caseId={caseId} party={party} off={off} />)}
      </div>
    </section>
  )
}

function Person({ caseId, party, off }: { caseId: string; party: PartyShown; off: string | null }) {
  const [reason, setReason] = useState('')
  return (
    <div className="contract-card">
      <div className="row">
        <strong>{PARTY_ROLES[party.role]} {party.name}</strong><span className="muted">{party.relation}</span>{party.signedOn === null ? null : <span className="contract-done">✓ {party.signedOn} 已签</span>}
        {off === null ? <ActDrawer caseId={caseId} label="移除…" title={`移除${party.name}`} path={api.contract(caseId, 'parties', party.partyId, 'remove')} body={{ reason }} act="移除" kind="stop" done="已移除，登记留存" lacking={reason.trim().length < 4 ? '请说明理由，至少 4 个字' : null}><NoteField label="理由" value={reason} onChange={setReason} required maxLength={400} /></ActDrawer> : null}
      </div>
      <p className="small muted">{party.idNumberMasked} · {party.phoneMasked} · {party.address}</p>
      {party.guaranteedFen === null ? null : <p>保证 <Money fen={fen(party.guaranteedFen)} unit />{party.monthlyDisposableFen === null ? null : <> · 月可支配 <Money fen={fen(party.monthlyDisposableFen)} unit /></>}</p>}
    </div>
  )
}

function AddPerson({ caseId, file, off }: PartProps & { off: string | null }) {
  const [form, setForm] = useState({ role: 'GUARANTOR' as PartyRole, name: '', relation: '', idNumber: '', phone: '', address: '' })
  const [disposable, setDisposable] = useState<Fen | null>(null)
  const [guaranteed, setGuaranteed] = useState<Fen | null>(fen(file.terms.amountFen))
  const isGuarantor = form.role === 'GUARANTOR'
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change })
  const choose = (role: PartyRole): void => set({ role, ...(role === 'SPOUSE' && form.name === '' ? { name: file.ask.spouseName ?? '', relation: '配偶', address: file.ask.residence } : {}) })
  const empty = [form.name, form.relation, form.idNumber, form.phone, form.address].some((text) => text.trim() === '')
  return (
    <ActDrawer caseId={caseId} label="登记签字人…" title="登记签字人" path={api.contract(caseId, 'parties')} why={off} act="登记" done={`已登记${form.name}`}
      body={{ ...form, monthlyDisposableFen: isGuarantor ? disposable : null, guaranteedFen: isGuarantor ? guaranteed : null }} lacking={empty ? '各项都须填写' : isGuarantor && guaranteed === null ? '请填保证金额' : null}
      onDone={() => setForm({ ...form, name: '', relation: '', idNumber: '', phone: '', address: '' })}>
      <ChoiceField label="身份" value={form.role} choices={ROLES} onChange={choose} />
      <TextField label="姓名" value={form.name} onChange={(name) => set({ name })} maxLength={40} required />
      <TextField label="与借款人关系" value={form.relation} onChange={(relation) => set({ relation })} maxLength={40} required />
      <TextField label="身份证号" value={form.idNumber} onChange={(idNumber) => set({ idNumber })} maxLength={18} required />
      <TextField label="手机号" type="tel" value={form.phone} onChange={(phone) => set({ phone })} maxLength={11} required />
      <TextField label="住址" value={form.address} onChange={(address) => set({ address })} maxLength={200} required />
      {isGuarantor ? <><MoneyField label="保证金额" fen={guaranteed} onChange={setGuaranteed} required /><MoneyField label="月可支配资金" fen={disposable} onChange={setDisposable} hint="保证人每月收支结余" /></> : null}
    </ActDrawer>
  )
}
