import { keyForm, type Tightening } from '#common/policy/domain'
import { Go, Icon, paths } from '#ui'
import { type KeyRow, hasMark, laterStage } from './marks.ts'
import { WideValue, isWide, sizeOf } from './value-view.tsx'
import { valueText } from './value-text.ts'
import { useWords } from './words.ts'

/** Beyond this many signs a value is words and no figure. */
const SHORT = 12

/** The keys of one group as a ledger: name, value, where it comes from, what binds it. */
export function KeyList({ title, rows, layerName, mayDraft, isOpen }: { title: string; rows: readonly KeyRow[]; layerName: (overlayId: string | null) => string; mayDraft: boolean; isOpen: boolean }) {
  const say = useWords()
  return (
    <section className="panel policy-list" aria-label={title}>
      <div className="panel-head"><h2>{title}</h2></div>
      <div className="policy-row policy-columns" aria-hidden><span>{say('name')}</span><span className="policy-value">{say('value')}</span><span>{say('source')}</span><span>{say('binding')}</span></div>
      <ul>{rows.map((row) => <Row key={row.key} row={row} layerName={layerName} mayDraft={mayDraft} isOpen={isOpen} />)}</ul>
    </section>
  )
}

function Row({ row, layerName, mayDraft, isOpen }: { row: KeyRow; layerName: (overlayId: string | null) => string; mayDraft: boolean; isOpen: boolean }) {
  const say = useWords()
  const viewed = { form: keyForm(row.key), value: row.value, place: [row.key.split('.')[1] ?? ''] }
  const wide = isWide(viewed)
  const text = valueText(viewed.form, viewed.value, viewed.place)
  return (
    <li className="policy-row" id={row.key}>
      <div className="policy-name"><b>{row.name}</b><code>{row.key}</code></div>
      <div className="policy-value">{wide ? <span className="muted">{say('items', { count: sizeOf(viewed) })}</span> : <strong className={text.length > SHORT ? 'policy-long' : undefined}>{text}</strong>}</div>
      <div className="policy-source"><Sources row={row} /></div>
      <div className="policy-binding"><Binding row={row} layerName={layerName} /></div>
      {mayDraft ? <Go className="policy-change no-print" to={paths.newPolicyChange(row.key)} label={say('changeKey', { name: row.name })}>{say('change')}</Go> : null}
      {wide ? <details className="policy-wide" open={isOpen}><summary>{say('unfold')}<Icon name="down" size={12} /></summary><WideValue {...viewed} /></details> : null}
    </li>
  )
}

/** Rows of the founding texts, laws and sources; our own proposals stay marked until the bank has signed a value itself. */
function Sources({ row }: { row: KeyRow }) {
  const say = useWords()
  const sources = row.source.split(' ')
  const named = [...listed(sources, /^S\d+-/).map((ids) => say('foundingText', { ids })), ...listed(sources, /^F-/).map((ids) => say('outsideSource', { ids }))]
  const marks = sources.filter((source) => source === 'P' || source === 'MEM').map((source) => `[${source}]`).join(' ')
  return (
    <>
      {named.map((name) => <span key={name}>{name}</span>)}
      {row.proposal ? <span className={hasMark(row, 'proposal') ? 'policy-proposal' : 'policy-confirmed'}>{marks} {say(hasMark(row, 'proposal') ? 'unconfirmed' : 'confirmed')}</span> : null}
    </>
  )
}

function listed(sources: readonly string[], kind: RegExp): readonly string[] {
  const ids = sources.filter((source) => kind.test(source))
  return ids.length === 0 ? [] : [ids.join('、')]
}

function Binding({ row, layerName }: { row: KeyRow; layerName: (overlayId: string | null) => string }) {
  const say = useWords()
  const later = laterStage(row)
  return (
    <>
      <span>{say(anchorWord(row.anchor))}</span>
      {row.layer === null ? <span className="muted">{layerName(null)}</span> : <Go to={paths.policyChange(row.layer)}>{layerName(row.layer)}</Go>}
      {row.lock === undefined ? null : <span className="policy-lock"><Icon name="lock" size={12} />{say(lockWord(row.lock))}</span>}
      {later === undefined ? null : <span className="muted">{say('notRead', { stage: later })}</span>}
    </>
  )
}

function anchorWord(anchor: string): 'APPLICATION' | 'EVENT' | 'PERIOD' {
  return anchor === 'EVENT' || anchor === 'PERIOD' ? anchor : 'APPLICATION'
}

/** How a locked value may still be changed. */
export function lockWord(lock: string): Tightening {
  return lock === 'LOWER' || lock === 'HIGHER' || lock === 'WIDER' ? lock : 'FIXED'
}
