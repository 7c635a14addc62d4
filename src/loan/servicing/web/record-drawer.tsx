import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { type Day, type Fen, Refusal, type RefusalDetail, fen, formatYuan, sumFen } from '#kernel'
import { COUNTER_CHANNELS, type CounterChannel, KEEPS, type Keep, type NotePage, PAYERS, type Payer, REPAYMENT_KINDS, type Recorded, type RepaymentKind, type Repaid, type Tried, earlyInterest, earlyOn, possibleOn, repay, rowNames } from '#loan/servicing/domain'
import { Banner, Button, CheckField, ChoiceField, DayField, Drawer, MoneyField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { AllocationList } from './allocation-list.tsx'
import { atHand } from './at-hand.ts'
import { Differences } from './acts/differences.tsx'
import { PlanPreview } from './acts/plans.tsx'
import { changesOf } from './changes.ts'

interface Typed {
  readonly kind: RepaymentKind
  readonly keep: Keep
  readonly amountFen: Fen | null
  readonly principalFen: Fen | null
  readonly paidOn: Day | null
  readonly channel: CounterChannel | null
  readonly payer: Payer
  readonly payerName: string
  readonly reference: string
  /** More than is due is kept for the customer. */
  readonly keepsRest: boolean
}

const choicesOf = <V extends string>(names: Readonly<Record<V, string>>) => (Object.keys(names) as V[]).map((value) => ({ value, label: names[value] }))

/** Money at the counter: what was typed, and at once where each fen of it will go, worked out by the rule the server uses. */
export function RecordDrawer({ page, onClose }: { page: NotePage; onClose: () => void }) {
  const { note, calendar } = useMemo(() => atHand(page), [page])
  const today = page.on as Day
  const start = possibleOn(note, today, calendar)
  const [typed, setTyped] = useState<Typed>({ kind: start.dueFen > 0 ? 'DUE' : 'AHEAD', keep: 'SHORTEN', amountFen: start.dueFen > 0 ? start.dueFen : null, principalFen: null, paidOn: today, channel: null, payer: 'OWN', payerName: '', reference: '', keepsRest: false })
  const write = useWrite<z.output<typeof Recorded>>({ changes: changesOf(page) })
  const [tried, setTried] = useState<Tried | null>(null)
  const trial = useWrite<Tried>()
  const change = (part: Partial<Typed>): void => { setTyped((old) => ({ ...old, ...part })); setTried(null) }
  const isEarlier = typed.paidOn !== null && page.lastPaidOn !== null && typed.paidOn < page.lastPaidOn
  const amountFen = amountOf(page, typed)
  const wrong = wrongOf(page, typed, amountFen)
  const preview = useMemo(() => previewOf(page, typed, amountFen), [page, typed, amountFen])
  const said = wrong ?? preview.refusal?.toJSON() ?? null
  const errors: Errors = { day: said?.at === '/paidOn' && !isEarlier ? said : null, amount: said?.at === '/amountFen' && (typed.kind === 'DUE' || typed.kind === 'PART') ? said : null }
  const off = typed.paidOn === null ? '请填写还款日' : wrong !== null ? wrong.message : amountFen === null ? '请填写金额' : typed.channel === null ? '请选择还款渠道' : typed.payer === 'OTHER' && typed.payerName.trim() === '' ? '请填写代还人' : isEarlier ? (tried === null ? '还款日早于已入账的款项，请先试算差异' : null) : preview.refusal?.message ?? null
  const record = (): void => {
    if (off !== null) return
    const { kind, keep, paidOn, channel, payer, payerName, reference, keepsRest } = typed
    write.mutate(
      { path: api.note(page.noteId, 'repayments'), body: { rowVersion: page.rowVersion, kind, keep: kind === 'PART' ? keep : null, amountFen, paidOn, channel, payer, payerName: payer === 'OTHER' ? payerName.trim() : null, reference: reference.trim() === '' ? null : reference.trim(), keepsRest, seen: tried?.seen ?? null } },
      { onSuccess: (done) => { announce(`已记还款 ${done.number}，${done.isSettled ? '借据结清' : `剩余本金 ${formatYuan(done.balanceFen)} 元`}`); onClose() } },
    )
  }
  return (
    <Drawer title={`记还款 · ${page.customer.name} ${page.number}`} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={record}>{amountFen === null ? '入账' : `入账 ${formatYuan(amountFen)} 元`}</Button></>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); record() }}>
        <ChoiceField label="还款种类" value={typed.kind} onChange={(kind) => change({ kind })} choices={choicesOf(REPAYMENT_KINDS)} />
        <DayField label="还款日" value={typed.paidOn} onChange={(paidOn) => change({ paidOn })} today={today} clears error={errors.day} required />
        <AmountField page={page} typed={typed} amountFen={amountFen} change={change} error={errors.amount} />
        <div className="form-grid">
          <ChoiceField label="还款渠道" value={typed.channel} onChange={(channel) => change({ channel })} choices={choicesOf(COUNTER_CHANNELS)} />
          <ChoiceField label="付款人" value={typed.payer} onChange={(payer) => change({ payer })} choices={choicesOf(PAYERS)} />
          {typed.payer === 'OTHER' ? <TextField label="代还人" value={typed.payerName} onChange={(payerName) => change({ payerName })} maxLength={60} required /> : null}
          <TextField label="流水号" value={typed.reference} onChange={(reference) => change({ reference })} maxLength={64} />
        </div>
        {typed.kind === 'DUE' ? <CheckField label="多收部分转暂收，不退回柜台" checked={typed.keepsRest} onChange={(keepsRest) => change({ keepsRest })} /> : null}
        {isEarlier ? <Earlier tried={tried} busy={trial.isPending} onTry={() => trial.mutate({ path: api.note(page.noteId, 'trial'), body: { kind: 'REPAID', valueDay: typed.paidOn, body: { kind: typed.kind, keep: typed.kind === 'PART' ? typed.keep : null, amountFen, keepsRest: typed.keepsRest } } }, { onSuccess: setTried })} /> : <Preview page={page} preview={preview} isSaid={errors.amount !== null || errors.day !== null} />}
        <RefusalText refusals={refusalsIn(trial.error)} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </form>
    </Drawer>
  )
}

/** Money of a day before the last payment: what it changes is looked at before it is recorded. */
function Earlier({ tried, busy, onTry }: { tried: Tried | null; busy: boolean; onTry: () => void }) {
  return tried === null ? <p><span className="muted small">还款日早于已入账的款项：其后的款项会重新分配，差额记在今天。</span> <Button busy={busy} onClick={onTry}>试算差异</Button></p> : <Differences tried={tried} />
}

function AmountField({ page, typed, amountFen, change, error }: { page: NotePage; typed: Typed; amountFen: Fen | null; change: (part: Partial<Typed>) => void; error: RefusalDetail | null }) {
  if (typed.kind === 'DUE') return <MoneyField label="金额" fen={typed.amountFen} onChange={(value) => change({ amountFen: value })} clears error={error} required />
  if (typed.kind !== 'PART') return <p className="servicing-fixed"><span className="small muted">须收金额</span><b>{amountFen === null ? '—' : `${formatYuan(amountFen)} 元`}</b></p>
  return (
    <>
      <MoneyField label="提前归还的本金" fen={typed.principalFen} onChange={(value) => change({ principalFen: value })} clears error={error} required />
      <ChoiceField label="此后" value={typed.keep} onChange={(keep) => change({ keep })} choices={choicesOf(KEEPS)} />
      <p className="servicing-fixed"><span className="small muted">连同当期利息须收（本金至少 {formatYuan(page.prepaymentMinFen)} 元）</span><b>{amountFen === null ? '—' : `${formatYuan(amountFen)} 元`}</b></p>
    </>
  )
}

interface Errors { readonly day: RefusalDetail | null; readonly amount: RefusalDetail | null }

/** What no rule of the loan is needed for to see that it is wrong. */
function wrongOf({ on, disbursedOn }: NotePage, { kind, paidOn, principalFen }: Typed, amountFen: Fen | null): RefusalDetail | null {
  if (paidOn !== null && paidOn > on) return { code: 'repayment.in-the-future', message: `还款日 ${paidOn} 晚于营业日`, at: '/paidOn', expected: `${on} 或以前` }
  if (paidOn !== null && paidOn < disbursedOn) return { code: 'repayment.before-drawdown', message: `还款日 ${paidOn} 早于放款日`, at: '/paidOn', expected: `${disbursedOn} 或以后` }
  if (((kind === 'DUE' ? amountFen : kind === 'PART' ? principalFen : null) ?? 1) <= 0) return { code: 'repayment.nothing', message: '金额须大于零', at: '/amountFen' }
  return null
}

/** What is to be collected: typed for what is due, worked out for the rest. */
function amountOf(page: NotePage, { kind, amountFen, principalFen, paidOn }: Typed): Fen | null {
  if (kind === 'DUE') return amountFen
  if (paidOn === null) return null
  const { note, calendar } = atHand(page)
  const possible = possibleOn(note, paidOn, calendar)
  switch (kind) {
    case 'AHEAD': return possible.next === null ? null : fen(possible.dueFen + possible.next.amountFen)
    case 'FULL': return possible.fullFen
    case 'PART': return principalFen === null ? null : fen(principalFen + earlyInterest(note, principalFen, earlyOn(note, paidOn)))
  }
}

function previewOf(page: NotePage, { kind, keep, paidOn, keepsRest }: Typed, typedFen: Fen | null): { done: Repaid | null; refusal: Refusal | null } {
  if (typedFen === null || paidOn === null || typedFen <= 0) return { done: null, refusal: null }
  const { note, calendar } = atHand(page)
  const { dueFen } = possibleOn(note, paidOn, calendar)
  const amountFen = keepsRest && kind === 'DUE' && dueFen > 0 && typedFen > dueFen ? dueFen : typedFen
  try {
    return { done: repay(note, { kind, keep: kind === 'PART' ? keep : null, amountFen, paidOn }, { calendar, prepaymentMinFen: fen(page.prepaymentMinFen) }), refusal: null }
  } catch (error) {
    if (error instanceof Refusal) return { done: null, refusal: error }
    throw error
  }
}

/** What is still to come, as it was and as it will be, with what the bank earns of it. */
function Ahead({ before, after }: { before: NotePage['instalments']; after: Parameters<typeof PlanPreview>[0]['after'] }) {
  const interest = (rows: readonly { readonly interestFen: number }[]): string => formatYuan(sumFen(rows.map((row) => fen(row.interestFen))))
  return (
    <>
      <p>此后利息共 <b>{interest(after)}</b> 元，原计划 {interest(before)} 元。</p>
      <PlanPreview before={before} after={after} on={after[0]!.dueOn} />
    </>
  )
}

function Preview({ page, preview: { done, refusal }, isSaid }: { page: NotePage; preview: { done: Repaid | null; refusal: Refusal | null }; isSaid: boolean }) {
  if (refusal !== null && !isSaid) return <Banner tone="warning">{refusal.message}</Banner>
  if (done === null) return <p className="muted small">填好金额与还款日，这里逐分列出去处。</p>
  const rest = done.plan?.filter((row) => row.kind === 'REGULAR' && row.seq > page.instalments.filter((one) => one.settledOn !== null).length) ?? []
  return (
    <section className="servicing-preview" aria-label="去处预览" aria-live="polite">
      <h3>这笔钱的去处</h3>
      <AllocationList lines={done.lines} names={rowNames(done.instalments)} />
      <p>{done.isSettled ? '还清后借据结清。' : <>还后剩余本金 <b>{formatYuan(done.outstandingFen)}</b> 元{rest.length === 0 ? '' : `，余 ${rest.length} 期，下期 ${rest[0]!.dueOn} 应还 ${formatYuan(rest[0]!.principalFen + rest[0]!.interestFen)} 元`}。</>}</p>
      {rest.length === 0 ? null : <Ahead before={page.instalments.filter((one) => one.settledOn === null && one.dueOn > page.on)} after={rest} />}
    </section>
  )
}
