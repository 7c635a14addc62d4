import { useMemo, useState } from 'react'
import { type Day, formatYuan } from '#kernel'
import { ACT_IDS, type AnyGrounds, EVENT_NAMES, type NotePage, type Tried, possibleOn, rowNames } from '#loan/servicing/domain'
import { Banner, Button, Drawer, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'
import { AllocationList } from '../allocation-list.tsx'
import { changesOf } from '../changes.ts'
import { ActFields, type FieldErrors } from './act-fields.tsx'
import { type ActKind, type Previewed, isAsked, previewOf } from './acted-on.ts'
import { Differences } from './differences.tsx'
import { PlanPreview } from './plans.tsx'
import { type TypedAct, asAsked, followed, startOf } from './typed-act.ts'

/** One act: its fields, and at once what it would do by the rule the server uses; of an earlier day, what it changes. */
export function ActForm({ page, kind, onBack, onClose }: { page: NotePage; kind: ActKind; onBack: () => void; onClose: () => void }) {
  const [typed, setTyped] = useState(() => withFollowed(page, kind, startOf(page, kind)))
  const [tried, setTried] = useState<Tried | null>(null)
  const trial = useWrite<Tried>()
  const write = useWrite<{ requestId?: string }>({ changes: changesOf(page) })
  const asked = useMemo(() => asAsked(page, kind, typed), [page, kind, typed])
  const isEarlier = typed.valueDay < page.on
  const preview = useMemo<Previewed>(() => previewOf(page, kind, { ...asked, grounds: asked.grounds as AnyGrounds, on: typed.valueDay }), [page, kind, asked, typed.valueDay])
  const change = (part: Partial<TypedAct>): void => { setTyped((old) => ({ ...old, ...part })); setTried(null) }
  const [day, setDay] = useState<Day | null>(typed.valueDay)
  const { errors, missing } = errorsOf(preview, isEarlier)
  const off = day === null ? '请填写起息日' : missing !== null ? missing : errors.size > 0 ? [...errors.values()][0]!.message : typed.reason.trim().length < SHORTEST ? `事由至少 ${SHORTEST} 个字` : !isEarlier && preview.refusal !== null ? preview.refusal.message : !isEarlier && preview.done === null ? '请填完各项' : isEarlier && tried === null ? '起息日在今天以前，请先试算差异' : null
  const send = (): void => write.mutate(
    { path: api.note(page.noteId, `${isAsked(kind) ? 'requests' : 'events'}/${ACT_IDS[kind]}`), body: { rowVersion: page.rowVersion, valueDay: isEarlier || !isAsked(kind) ? typed.valueDay : null, body: asked.body, ...(isAsked(kind) ? { grounds: asked.grounds } : { seen: tried?.seen ?? null }) } },
    { onSuccess: () => { announce(isAsked(kind) ? `已申请${EVENT_NAMES[kind]}，待另一人复核` : `已登记${EVENT_NAMES[kind]}`); onClose() } },
  )
  return (
    <Drawer title={`${EVENT_NAMES[kind]} · ${page.customer.name} ${page.number}`} open onClose={onClose} foot={<><Button onClick={onBack}>返回</Button>{isEarlier ? <Button busy={trial.isPending} onClick={() => trial.mutate({ path: api.note(page.noteId, 'trial'), body: { kind, valueDay: typed.valueDay, body: asked.body, grounds: asked.grounds } }, { onSuccess: setTried })}>试算差异</Button> : null}<Button kind="act" busy={write.isPending} disabledReason={off} onClick={send}>{isAsked(kind) ? '提交复核' : '登记'}</Button></>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (off === null) send() }}>
        <ActFields page={page} kind={kind} typed={typed} change={change} day={day} onDay={(next) => { setDay(next); change({ valueDay: next ?? page.on as Day }) }} errors={errors} />
        {isEarlier ? (tried === null ? <p className="muted small">起息日在今天以前：试算后这里列出对以前款项的改变，差额记在今天。</p> : <Differences tried={tried} />) : <Effect page={page} kind={kind} preview={preview} isSaid={errors.size > 0} />}
        <RefusalText refusals={[...refusalsIn(trial.error), ...refusalsIn(write.error)]} />
      </form>
    </Drawer>
  )
}

const SHORTEST = 4

/** What is wrong with what was typed, for its field; what was not typed yet is no mistake and is asked for by name. Rules of an earlier day are the trial's to say. */
function errorsOf({ wrong, refusal }: Previewed, isEarlier: boolean): { errors: FieldErrors; missing: string | null } {
  const said = wrong.filter((one) => one.at !== undefined && FIELDS.some((field) => one.at === field) && !(isEarlier && refusal !== null))
  const filled = said.filter((one) => refusal !== null || one.at === '/valueDay' || (one.value !== undefined && one.value !== null && one.value !== ''))
  const open = wrong.filter((one) => !filled.includes(one) && refusal === null)
  return { errors: new Map(filled.map((one) => [one.at!, one])), missing: open.length === 0 ? null : '请填完各项' }
}

/** Fields that show what is wrong with them. */
const FIELDS: readonly string[] = ['/valueDay', '/body/amountFen', '/body/annualRate', '/body/penaltyRate', '/body/payBy', '/body/parts', '/body/rest/periods', '/body/rest/firstDueOn', '/grounds/appliedOn', '/grounds/resolution']

function withFollowed(page: NotePage, kind: ActKind, typed: TypedAct): TypedAct {
  const found = kind === 'RATE_CHANGED' ? followed(page, page.on as Day) : null
  return found === null ? typed : { ...typed, annualRate: found.annualRate, penaltyRate: found.penaltyRate }
}

function Effect({ page, kind, preview: { done, refusal, calendar }, isSaid }: { page: NotePage; kind: ActKind; preview: Previewed; isSaid: boolean }) {
  if (refusal !== null && !isSaid) return <Banner tone="warning">{refusal.message}</Banner>
  if (done === null) return <p className="muted small">填好之后，这里列出办理后的结果。</p>
  const on = page.on as Day
  const [before, after] = [possibleOn(previewNote(page), on, calendar), possibleOn(done.note, on, calendar)]
  return (
    <section className="servicing-preview" aria-label="办理结果预览" aria-live="polite">
      <h3>{EVENT_NAMES[kind]}之后</h3>
      {done.lines.length > 0 ? <AllocationList lines={done.lines} names={rowNames(done.note.instalments)} /> : null}
      <p>今日应还 <b>{formatYuan(after.dueFen)}</b> 元{before.dueFen === after.dueFen ? '' : `（原 ${formatYuan(before.dueFen)}）`}；剩余本金 <b>{formatYuan(after.outstandingFen)}</b> 元。</p>
      {done.plan === null ? null : <PlanPreview before={page.instalments} after={done.plan} on={page.on} />}
    </section>
  )
}

function previewNote(page: NotePage) {
  return { amountFen: page.amountFen, disbursedOn: page.disbursedOn, terms: page.terms, rule: page.rule, instalments: page.instalments, lastPaidOn: page.lastPaidOn, beside: page.beside, writtenOff: page.writtenOff, nonAccrualOn: page.nonAccrualOn } as unknown as Parameters<typeof possibleOn>[0]
}
