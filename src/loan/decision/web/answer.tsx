import { useState } from 'react'
import { CHANNELS, type Channel, type Decisions } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { Button, ChoiceField, NoteField, RefusalText, StateBadge, announce, api, clockTime, refusalsIn, useWrite } from '#ui'

const OUTCOMES = { APPROVED: '已批准', REJECTED: '未通过', DEFERRED: '缓议' } as const
const CHOICES = (Object.entries(CHANNELS) as [Channel, string][]).map(([value, label]) => ({ value, label }))

/** 答复客户: the words he is told, how and by whom; what he was told before stays. */
export function Answer({ caseId, decisions: { answers, toTell } }: { caseId: string; decisions: Decisions }) {
  const { data: me } = useMe()
  const [channel, setChannel] = useState<Channel | null>(null)
  const [remark, setRemark] = useState('')
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  if (toTell === null && answers.length === 0) return null
  const isTold = answers.some(({ outcome }) => outcome === toTell?.outcome)
  const off = !may(me, 'decision.inform') ? '由主办或受理人答复客户' : channel === null ? '请选答复方式' : null
  const act = (): void => write.mutate({ path: api.answer(caseId), body: { channel, remark } }, { onSuccess: () => { setRemark(''); setChannel(null); announce('已记下对客户的答复') } })
  return (
    <section className="panel">
      <div className="panel-head"><h2>答复客户</h2>{toTell === null ? null : <StateBadge tone={isTold ? 'holds' : 'going'}>{isTold ? '已答复' : '待答复'}</StateBadge>}</div>
      <div className="panel-body stack">
        {answers.map((answer) => <p key={answer.answerId}>{answer.on} {clockTime(answer.at)} {answer.by.name}{answer.onBehalfOf === null ? '' : `（代 ${answer.onBehalfOf.name}）`}{CHANNELS[answer.channel]}告知：{OUTCOMES[answer.outcome]}{answer.remark === '' ? '' : `。客户反映：${answer.remark}`}</p>)}
        {toTell === null ? null : (
          <>
            <div className="decision-letter">{toTell.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
            <ChoiceField label="答复方式" value={channel} onChange={setChannel} choices={CHOICES} />
            <NoteField label="客户反映" value={remark} onChange={setRemark} rows={2} maxLength={500} hint="可不填" />
            <RefusalText refusals={refusalsIn(write.error)} />
            <div className="decision-foot"><Button kind={isTold ? 'plain' : 'act'} busy={write.isPending} disabledReason={off} onClick={act}>{isTold ? '再次答复' : '已答复客户'}</Button></div>
          </>
        )}
      </div>
    </section>
  )
}
