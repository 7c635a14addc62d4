import { useState } from 'react'
import { BUSINESS_WORDS, type BusinessKindCode, type Concluded, QUESTIONS, QUESTION_CODES, type Question } from '#loan/review/domain'
import { Button, ChoiceField, Chips, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { type Given, NOTHING_YET, answered } from './given.ts'
import { ReturnDrawer } from './return-drawer.tsx'

const NEXT: Readonly<Record<Concluded['next'], string>> = { SECOND_REVIEW: '已通过，待另一位审查人复核', DECISION: '已通过，按权限表上会', CORRECTION: '已退回，主办补正' }

/** The six questions and what follows from them. */
export function ReviewForm({ caseId, mayPass }: { caseId: string; mayPass: boolean }) {
  const [given, setGiven] = useState<Given>(NOTHING_YET)
  const [kind, setKind] = useState<BusinessKindCode>('BUSINESS')
  const [says, setSays] = useState('')
  const [isReturning, setReturning] = useState(false)
  const write = useWrite<Concluded>({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const open = QUESTION_CODES.filter((code) => given[code].yes === null)
  const bare = QUESTION_CODES.filter((code) => given[code].yes === false && given[code].remark.trim().length < 2)
  const off = open.length > 0 ? `还有 ${open.length} 问未答：${QUESTIONS[open[0]!]}` : bare.length > 0 ? `答「否」须说明：${QUESTIONS[bare[0]!]}` : null
  const pass = (): void => write.mutate({ path: api.review(caseId, 'pass'), body: { answers: answered(given), kind, says } }, { onSuccess: ({ next }) => announce(NEXT[next]) })
  return (
    <div className="stack">
      <div>{QUESTION_CODES.map((code, at) => <Asked key={code} number={at + 1} says={QUESTIONS[code]} given={given[code]} onChange={(next) => setGiven({ ...given, [code]: next })} />)}</div>
      <ChoiceField label="业务类别" value={kind} onChange={setKind} choices={(Object.entries(BUSINESS_WORDS) as [BusinessKindCode, string][]).map(([value, label]) => ({ value, label }))} hint="本部门只受理经营性贷款" />
      <NoteField label="审查意见" value={says} onChange={setSays} rows={3} maxLength={1000} hint="随卷上会；可不填" />
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="review-foot">
        <Button onClick={() => setReturning(true)}>退回…</Button>
        {mayPass ? <Button kind="act" busy={write.isPending} disabledReason={off} onClick={pass}>审查通过</Button> : null}
      </div>
      <ReturnDrawer caseId={caseId} given={given} open={isReturning} onClose={() => setReturning(false)} />
    </div>
  )
}

function Asked({ number, says, given, onChange }: { number: number; says: string; given: Given[Question]; onChange: (next: Given[Question]) => void }) {
  return (
    <div className="review-question">
      <span><span className="review-number">{number}</span>{says}</span>
      <Chips label={says} value={given.yes === null ? '' : given.yes ? 'YES' : 'NO'} onChange={(value) => onChange({ ...given, yes: value === 'YES' })} choices={[{ value: 'YES', label: '是' }, { value: 'NO', label: '否' }]} />
      {given.yes === false ? <TextField label="说明" value={given.remark} onChange={(remark) => onChange({ ...given, remark })} maxLength={500} required /> : null}
    </div>
  )
}
