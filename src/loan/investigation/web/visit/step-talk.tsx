import { type Question, BLOCKS, PERSON_ROLES, keysOf } from '#loan/investigation/domain'
import { Button, ChoiceField, IconButton, NoteField, SaveState, TextField } from '#ui'
import { usePart } from './use-part.ts'
import type { StepProps } from './step-props.ts'

/** 问答: whom we met and what they answered; saved as it is typed. */
export function TalkStep(props: StepProps) {
  return <fieldset className="visit-fields stack" disabled={props.whyNot !== null}>{props.whyNot === null ? null : <p className="muted">{props.whyNot}</p>}<People {...props} /><Answers {...props} /></fieldset>
}

function People({ caseId, visits, visit, whyNot }: StepProps) {
  const names: Readonly<Record<string, string | null>> = { OWNER: visits.borrower, SPOUSE: visits.spouse }
  const { content, change, saving } = usePart(caseId, visit, 'PEOPLE', visit.people)
  const put = (at: number, next: Partial<(typeof content)[number]>): void => change(content.map((one, index) => (index === at ? { ...one, ...next } : one)))
  return (
    <section className="panel">
      <div className="panel-head"><h3>见到的人</h3><SaveState saving={saving} /></div>
      <div className="panel-body stack">
        <ul className="visit-rows">
          {content.map((one, at) => (
            <li key={at} className="visit-row-form">
              <TextField label="姓名" value={one.name} onChange={(name) => put(at, { name })} maxLength={40} />
              <ChoiceField label="身份" value={one.role} onChange={(role) => put(at, { role })} choices={keysOf(PERSON_ROLES).map((value) => ({ value, label: PERSON_ROLES[value] }))} />
              <TextField label="备注" value={one.says} onChange={(says) => put(at, { says })} maxLength={400} />
              {whyNot === null ? <IconButton icon="cross" label={`去掉${one.name}`} onClick={() => change(content.filter((_, index) => index !== at))} /> : null}
            </li>
          ))}
        </ul>
        <div className="row">{keysOf(PERSON_ROLES).map((role) => <Button key={role} icon="plus" disabledReason={whyNot} onClick={() => change([...content, { name: names[role] ?? PERSON_ROLES[role], role, says: '' }])}>{PERSON_ROLES[role]}</Button>)}</div>
      </div>
    </section>
  )
}

function Answers({ caseId, visit }: StepProps) {
  const { content, change, saving } = usePart(caseId, visit, 'ANSWERS', visit.answers)
  return keysOf(BLOCKS).map((block) => {
    const questions = visit.questions.filter((one) => one.block === block)
    if (questions.length === 0) return null
    const open = questions.filter(({ id }) => (content[id] ?? '') === '').length
    return (
      <section key={block} className="panel">
        <div className="panel-head"><h3>{BLOCKS[block]}{open === 0 ? '' : <span className="muted small">　还有 {open} 问</span>}</h3><SaveState saving={saving} /></div>
        <div className="panel-body stack">{questions.map((one) => <Answer key={one.id} question={one} value={content[one.id] ?? ''} excuse={visit.excuses.content[`answer.${one.id}`]} onChange={(text) => change({ ...content, [one.id]: text })} />)}</div>
      </section>
    )
  })
}

function Answer({ question, value, excuse, onChange }: { question: Question; value: string; excuse: string | undefined; onChange: (text: string) => void }) {
  return <NoteField label={question.asks} value={value} onChange={onChange} rows={1} maxLength={1000} {...(excuse === undefined ? {} : { hint: `不适用：${excuse}` })} />
}
