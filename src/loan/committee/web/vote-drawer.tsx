import { useState } from 'react'
import { type Change, type Item, RE_INVESTIGATE_REASONS, REJECT_REASONS, type RejectReason, VOTES, type VoteKind, namesOf } from '#loan/committee/domain'
import { GUARANTEE_NAMES, METHOD_NAMES, type Condition, type Terms } from '#loan/decision/domain'
import { type Fen, fen } from '#kernel'
import { Banner, Button, CheckField, ChoiceField, CountField, Drawer, MoneyField, NoteField, RateField, RefusalText, api } from '#ui'
import { ConditionsField, whyIncomplete } from './conditions-field.tsx'
import { useAct } from './use-live.ts'

interface Changing {
  readonly amountFen: Fen | null
  readonly periods: number | null
  readonly annualRate: string | null
  readonly method: Terms['method']
  readonly guarantee: Terms['guarantee']
  readonly conditions: readonly Condition[]
}

/** My vote: the kind, my own reason, and what it takes beside. It is sealed the moment it is sent. */
export function VoteDrawer({ item, casts, onClose }: { item: Item; casts: number; onClose: () => void }) {
  const [kind, setKind] = useState<VoteKind | null>(null)
  const [reason, setReason] = useState('')
  const [codes, setCodes] = useState<readonly RejectReason[]>([])
  const [changing, setChanging] = useState<Changing>({ ...item.proposal, amountFen: fen(item.proposal.amountFen), conditions: [] })
  const act = useAct()
  const kinds = namesOf(VOTES).filter((one) => one !== 'VETO' || item.mayVeto)
  const change = changeOf(item.proposal, changing)
  const off = kind === null ? '先选表决' : kind === 'AGREE_WITH_CHANGE' && change === null ? '写明变更的内容' : kind === 'AGREE_WITH_CHANGE' ? whyIncomplete(changing.conditions) ?? whyNoReason(reason) : needsCodes(kind) && codes.length === 0 ? '至少选一项原因' : whyNoReason(reason)
  const go = async (): Promise<void> => {
    const body = { kind, reason, ...(kind === 'AGREE_WITH_CHANGE' ? { change } : {}), ...(kind !== null && needsCodes(kind) ? { codes } : {}) }
    if (await act.run(api.committeeItem(item.itemId, 'votes'), { body, said: '已封存；全体表决后一并开票' })) onClose()
  }
  return (
    <Drawer title={`表决　${item.case.customer}`} open onClose={onClose} foot={<><Button onClick={onClose}>再想想</Button><Button kind={kind === 'VETO' ? 'stop' : 'act'} busy={act.busy} disabledReason={off} onClick={() => void go()}>{kind === null ? '封存此票' : `${VOTES[kind]}，封存此票`}</Button></>}>
      <div className="stack">
        {casts > 0 ? <Banner tone="info">您已投 {casts} 次；开票前可重投，末次有效，前后都留存。</Banner> : null}
        <div className="committee-kinds" role="group" aria-label="表决">{kinds.map((one) => <button key={one} type="button" aria-pressed={kind === one} data-stops={one === 'VETO' || one === 'REJECT' ? '' : undefined} onClick={() => { setKind(one); setCodes([]) }}>{VOTES[one]}</button>)}</div>
        {kind === 'AGREE_WITH_CHANGE' ? <ChangeFields proposal={item.proposal} changing={changing} onChange={setChanging} /> : null}
        {kind !== null && needsCodes(kind) ? <CodesField kind={kind} codes={codes} onChange={setCodes} /> : null}
        <NoteField label="理由" value={reason} onChange={setReason} rows={4} maxLength={1000} required hint="用自己的话；与他人相同的理由开票后须补述" />
        <RefusalText refusals={act.refusals} />
      </div>
    </Drawer>
  )
}

function needsCodes(kind: VoteKind): boolean {
  return kind === 'REJECT' || kind === 'RE_INVESTIGATE' || kind === 'VETO'
}

function whyNoReason(reason: string): string | null {
  return reason.trim().length < 4 ? '写明自己的理由，至少 4 个字' : null
}

function CodesField({ kind, codes, onChange }: { kind: VoteKind; codes: readonly RejectReason[]; onChange: (codes: readonly RejectReason[]) => void }) {
  const names: readonly RejectReason[] = kind === 'RE_INVESTIGATE' ? namesOf(RE_INVESTIGATE_REASONS) : namesOf(REJECT_REASONS)
  return (
    <fieldset className="committee-reasons"><legend className="small muted">原因</legend>
      <div className="committee-checks">{names.map((name) => <CheckField key={name} label={REJECT_REASONS[name]} checked={codes.includes(name)} onChange={(on) => onChange(on ? [...codes, name] : codes.filter((one) => one !== name))} />)}</div>
    </fieldset>
  )
}

/** Terms otherwise than proposed: only stricter ones are accepted. */
function ChangeFields({ proposal, changing, onChange }: { proposal: Terms; changing: Changing; onChange: (changing: Changing) => void }) {
  const set = (part: Partial<Changing>): void => onChange({ ...changing, ...part })
  return (
    <div className="stack">
      <p className="muted small">只能比建议更审慎：金额更低、期限更短、利率更高、担保更强、还款更快、条件更多。</p>
      <MoneyField label="金额" fen={changing.amountFen} onChange={(amountFen) => set({ amountFen })} />
      <CountField label="期数" value={changing.periods} onChange={(periods) => set({ periods })} unit="期" />
      <RateField label="年利率" value={changing.annualRate} onChange={(annualRate) => set({ annualRate })} />
      <ChoiceField label="还款方式" value={changing.method} onChange={(method) => set({ method })} choices={namesOf(METHOD_NAMES).map((value) => ({ value, label: METHOD_NAMES[value] }))} />
      <ChoiceField label="担保方式" value={changing.guarantee} onChange={(guarantee) => set({ guarantee })} choices={namesOf(GUARANTEE_NAMES).map((value) => ({ value, label: GUARANTEE_NAMES[value] }))} />
      <h3>另加的条件{proposal.conditions.length > 0 ? `（建议已有 ${proposal.conditions.length} 条）` : ''}</h3>
      <ConditionsField conditions={changing.conditions} onChange={(conditions) => set({ conditions })} />
    </div>
  )
}

/** Only what differs from the proposal; null while nothing does or a field is empty. */
function changeOf(proposal: Terms, { amountFen, periods, annualRate, method, guarantee, conditions }: Changing): Change | null {
  if (amountFen === null || periods === null || annualRate === null) return null
  const change: Change = {
    conditions: [...conditions], ...(amountFen === proposal.amountFen ? {} : { amountFen }), ...(periods === proposal.periods ? {} : { periods }), ...(annualRate === proposal.annualRate ? {} : { annualRate }),
    ...(method === proposal.method ? {} : { method }), ...(guarantee === proposal.guarantee ? {} : { guarantee }),
  }
  return Object.keys(change).length > 1 || conditions.length > 0 ? change : null
}
