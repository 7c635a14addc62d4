import { useEffect, useRef, useState } from 'react'
import { type Item, MINUTE_KINDS, type Meeting, type MinuteKind, SECTIONS, type Section, namesOf } from '#loan/committee/domain'
import { Button, ChoiceField, EmptyState, NoteField, RefusalText, api, clockTime } from '#ui'
import { useAct } from './use-live.ts'

/** What is said, as it is said; everyone in the room sees it within two seconds. */
export function MinutesPanel({ item, meeting, me }: { item: Item; meeting: Meeting; me: string }) {
  const list = useRef<HTMLUListElement>(null)
  const count = item.minutes.length
  useEffect(() => { list.current?.scrollTo({ top: list.current.scrollHeight }) }, [count])
  return (
    <section className="panel">
      <div className="panel-head"><h2>陈述、提问与回答</h2>{item.state === 'PRESENTED' ? <span className="small muted">{unheard(item) ?? '可以表决'}</span> : null}</div>
      {count === 0 ? <EmptyState says={item.state === 'LISTED' ? '记录人开始审议后，主办依次陈述。' : '由主办陈述申请开始。'} /> : (
        <ul className="committee-minutes" ref={list} aria-live="polite">
          {item.minutes.map(({ seq, at, saidBy, kind, section, says }) => (
            <li key={seq}><time>{clockTime(at)}</time><div><p><b>{saidBy.name}</b>　<span className="small muted">{MINUTE_KINDS[kind]}{section === null ? '' : ` · ${SECTIONS[section]}`}</span></p><p>{says}</p></div></li>
          ))}
        </ul>
      )}
      {item.state === 'PRESENTED' && item.mine.isPresent ? <Say item={item} meeting={meeting} me={me} /> : null}
    </section>
  )
}

/** What must still be said before the voting; null when the case was heard. */
export function unheard({ minutes }: Item): string | null {
  const given = new Set(minutes.map(({ section }) => section))
  const missing = namesOf(SECTIONS).filter((name) => !given.has(name)).map((name) => SECTIONS[name])
  return missing.length > 0 ? `尚未陈述：${missing.join('、')}` : minutes.some(({ kind }) => kind === 'QUESTION') ? null : '每案至少一问，还没有人提问'
}

/** One's own words; the recorder also writes down those of others. */
function Say({ item, meeting, me }: { item: Item; meeting: Meeting; me: string }) {
  const { isRecorder, isPresenter } = item.mine
  const act = useAct()
  const people = meeting.present.map(({ staffId, name }) => ({ value: staffId, label: name }))
  const given = item.minutes.flatMap(({ section }) => (section === null ? [] : [section]))
  const next = namesOf(SECTIONS).find((name) => !given.includes(name)) ?? null
  const [kind, setKind] = useState<MinuteKind | null>(null)
  const [section, setSection] = useState<Section | null>(null)
  const [says, setSays] = useState('')
  const [who, setWho] = useState<string>(me)
  const usual: MinuteKind = isPresenter ? (next === null ? 'ANSWER' : 'PRESENTATION') : isRecorder ? 'NOTE' : 'QUESTION'
  const what = kind ?? usual
  const kinds = namesOf(MINUTE_KINDS).filter((one) => isRecorder || (isPresenter ? one === 'PRESENTATION' || one === 'ANSWER' : one === 'QUESTION' || one === 'ANSWER'))
  const part = what === 'PRESENTATION' ? section ?? next ?? 'PROPOSAL' : null
  const send = async (): Promise<void> => {
    if (!(await act.run(api.committeeItem(item.itemId, 'minutes'), { body: { kind: what, section: part, says, saidById: who } }))) return
    setSays('')
    setSection(null)
  }
  return (
    <>
      <div className="committee-says">
        <ChoiceField label="种类" value={what} onChange={setKind} choices={kinds.map((value) => ({ value, label: MINUTE_KINDS[value] }))} />
        {what === 'PRESENTATION' ? <ChoiceField label="部分" value={part} onChange={setSection} choices={namesOf(SECTIONS).map((value) => ({ value, label: SECTIONS[value] }))} />
          : isRecorder ? <ChoiceField label="发言人" value={who} onChange={setWho} choices={people} /> : null}
        {isRecorder && what === 'PRESENTATION' ? <ChoiceField label="陈述人" value={who} onChange={setWho} choices={people} /> : null}
        <div className="committee-says-words">
          <NoteField label="内容" value={says} onChange={setSays} rows={2} maxLength={4000} />
          <Button kind="act" busy={act.busy} disabledReason={says.trim() === '' ? '先写内容' : null} onClick={() => void send()}>记录</Button>
        </div>
      </div>
      {act.refusals.length === 0 ? null : <div className="panel-body"><RefusalText refusals={act.refusals} /></div>}
    </>
  )
}
