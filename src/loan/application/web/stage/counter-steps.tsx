import { useState } from 'react'
import { type ApplicationPanel, IDENTIFIED_BY, INTAKE_STEPS, type IdentifiedBy, type IntakeStep } from '#loan/application/domain'
import { Button, ChoiceField, Drawer, Icon, NoteField, RefusalText, TextField, announce, api, refusalsIn } from '#ui'
import { Section } from './section.tsx'
import { reasonOf, useAct } from './use-act.ts'

const ORDER: readonly IntakeStep[] = ['IDENTIFIED', 'PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE', 'LIST_CHECK']
const HOW = Object.entries(IDENTIFIED_BY).map(([value, label]) => ({ value, label })) as { value: IdentifiedBy; label: string }[]
const CODES = { STRICT: '不喝客户一滴水，不拿客户一针一线', GLASS_OF_WATER: '不吸客户一支烟，至多喝一杯白水' } as const

/** The steps of the counter as a list to tick off, each with who did it and when. */
export function CounterSteps({ panel }: { panel: ApplicationPanel }) {
  const [asking, setAsking] = useState<'IDENTIFIED' | 'LIST_CHECK' | null>(null)
  const write = useAct(panel.caseId)
  const off = reasonOf(panel, 'counter')
  const doNow = (step: IntakeStep): void => {
    if (step === 'IDENTIFIED' || step === 'LIST_CHECK') setAsking(step)
    else write.mutate({ path: api.application(panel.caseId, 'steps'), body: { step } }, { onSuccess: () => announce(`已登记「${INTAKE_STEPS[step]}」`) })
  }
  return (
    <Section title="受理事项" note={`${panel.steps.length}/${ORDER.length}`}>
      <ul className="application-list">
        {ORDER.map((step) => {
          const done = panel.steps.find((one) => one.step === step)
          return (
            <li key={step} data-done={done !== undefined}>
              <span className="application-tick">{done === undefined ? <i aria-hidden /> : <Icon name="check" size={16} />}</span>
              <span className="application-says"><strong>{INTAKE_STEPS[step]}</strong>{done === undefined ? <span className="muted small">{hint(step, panel)}</span> : <span className="muted small">{done.by.name} · {done.on}{detail(step, done.detail)}</span>}</span>
              {off === undefined ? null : <Button kind={done === undefined ? 'plain' : 'quiet'} busy={write.isPending} disabledReason={off} onClick={() => doNow(step)}>{done === undefined ? '登记' : '重办'}</Button>}
            </li>
          )
        })}
      </ul>
      <RefusalText refusals={refusalsIn(write.error)} />
      {asking === 'IDENTIFIED' ? <Identify panel={panel} onClose={() => setAsking(null)} /> : null}
      {asking === 'LIST_CHECK' ? <CheckLists panel={panel} onClose={() => setAsking(null)} /> : null}
    </Section>
  )
}

function hint(step: IntakeStep, { conduct }: ApplicationPanel): string {
  return step === 'CONDUCT_CODE' ? `告诉客户：${CODES[conduct.code]}；发现可拨 ${conduct.phone}` : step === 'PROCESS_EXPLAINED' ? '受理、调查、审批、签约、放款，各要多久' : step === 'DOCUMENT_LIST' ? '把下方清单交给客户' : '尚未登记'
}

function detail(step: IntakeStep, told: Readonly<Record<string, unknown>>): string {
  if (step === 'IDENTIFIED') return ` · ${IDENTIFIED_BY[told['how'] as IdentifiedBy] ?? ''}`
  if (step === 'LIST_CHECK') return ` · ${told['outcome'] === 'HIT' ? '命中' : '无记录'}：${String(told['says'])}`
  return step === 'CONDUCT_CODE' ? ` · 反馈电话 ${String(told['phone'])}` : ''
}

function Identify({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const [how, setHow] = useState<IdentifiedBy>('ORIGINAL_SEEN')
  const [note, setNote] = useState('')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'steps'), body: { step: 'IDENTIFIED', how, note } }, { onSuccess: () => { announce('身份已核验'); onClose() } })
  return (
    <Drawer title="核验身份" open onClose={onClose} foot={<><Button onClick={onClose}>不登记</Button><Button kind="act" busy={write.isPending} onClick={go}>登记</Button></>}>
      <div className="stack">
        <ChoiceField label="核验方式" value={how} onChange={setHow} choices={HOW} />
        <TextField label="说明" value={note} onChange={setNote} maxLength={300} hint="可不填，例如：证件有效期至 2031 年" />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function CheckLists({ panel, onClose }: { panel: ApplicationPanel; onClose: () => void }) {
  const [outcome, setOutcome] = useState<'CLEAR' | 'HIT'>('CLEAR')
  const [says, setSays] = useState('本行名单、失信被执行人名单均无记录')
  const write = useAct(panel.caseId)
  const go = (): void => write.mutate({ path: api.application(panel.caseId, 'steps'), body: { step: 'LIST_CHECK', outcome, says } }, { onSuccess: () => { announce('名单核查已登记'); onClose() } })
  return (
    <Drawer title="核查名单" open onClose={onClose} foot={<><Button onClick={onClose}>不登记</Button><Button kind="act" busy={write.isPending} disabledReason={says.trim().length < 2 ? '请写明查了哪些名单' : null} onClick={go}>登记</Button></>}>
      <div className="stack">
        <ChoiceField label="结果" value={outcome} onChange={(next) => { setOutcome(next); if (next === 'HIT') setSays('') }} choices={[{ value: 'CLEAR', label: '无记录' }, { value: 'HIT', label: '命中' }]} />
        <NoteField label="查了哪些名单、来源与内容" value={says} onChange={setSays} maxLength={300} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
