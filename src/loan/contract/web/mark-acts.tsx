import { useState } from 'react'
import type { MarkItem } from '#loan/contract/domain'
import { CheckField, NoteField, TextField, api } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import type { PartProps } from './part-props.ts'
import { type Attached, EvidenceField } from './evidence-field.tsx'

/** One thing done with the customer, with the words of whoever did it. */
export function MarkAct({ caseId, item, label, hint, says: usual, off }: { caseId: string; item: MarkItem; label: string; hint: string; says: string; off: string | null }) {
  const [says, setSays] = useState(usual)
  return (
    <ActDrawer caseId={caseId} label={label} title={label.replace('…', '')} path={api.contract(caseId, 'marks')} body={{ item, says }} act="已办" done="已记下" why={off} lacking={says.trim() === '' ? '请写说明' : null}>
      <p className="muted">{hint}</p>
      <NoteField label="说明" value={says} onChange={setSays} required maxLength={400} />
    </ActDrawer>
  )
}

/** Identity verified again: the card, and the face or a comparison eye to eye. */
export function IdentityAct({ caseId, label, name, subject, off }: { caseId: string; label: string; name: string; subject: string; off: string | null }) {
  const [face, setFace] = useState(true)
  const [witness, setWitness] = useState(false)
  const [photos, setPhotos] = useState<readonly Attached[]>([])
  const how = ['ID_CARD', ...(face ? ['FACE'] : []), ...(witness ? ['WITNESS'] : [])]
  return (
    <ActDrawer caseId={caseId} label={label} title={`核验${name}身份`} path={api.contract(caseId, 'marks')} body={{ item: 'IDENTITY', subject, how, says: `${name}到场，证件与本人相符`, evidence: photos.map(({ id }) => id) }} act="相符，已核验" done={`已核验${name}`} why={off} lacking={how.length < 2 ? '除证件外须人脸识别或当面比对' : null}>
      <p>已看身份证原件，并：</p>
      <CheckField label="人脸识别通过" checked={face} onChange={setFace} />
      <CheckField label="两人当面比对一致" checked={witness} onChange={setWitness} />
      <EvidenceField caseId={caseId} label="附核验影像" value={photos} onChange={setPhotos} />
    </ActDrawer>
  )
}

/** The interview: every question of the bank with the customer's own answer. */
export function InterviewAct({ caseId, file, off }: PartProps & { off: string | null }) {
  const [place, setPlace] = useState(file.ask.business)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const unanswered = file.ask.interview.filter((question) => (answers[question] ?? '').trim() === '').length
  return (
    <ActDrawer caseId={caseId} label="面谈记录…" title="面谈" path={api.contract(caseId, 'marks')} body={{ item: 'INTERVIEW', says: '逐问面谈', place, answers: file.ask.interview.map((question) => ({ question, answer: answers[question] ?? '' })) }} act="记入面谈" done="面谈已记入" why={off}
      lacking={place.trim() === '' ? '请写地点' : unanswered > 0 ? `还有 ${unanswered} 问没有回答` : null}>
      <TextField label="地点" value={place} onChange={setPlace} maxLength={100} required />
      {file.ask.interview.map((question) => <NoteField key={question} label={question} value={answers[question] ?? ''} onChange={(answer) => setAnswers({ ...answers, [question]: answer })} rows={2} maxLength={400} required />)}
    </ActDrawer>
  )
}
