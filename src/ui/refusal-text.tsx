import type { RefusalDetail } from '#kernel'
import { shownValue } from './refused-value.ts'
import { Icon } from './icons.tsx'
import { useKitWords } from './kit-words.ts'

/** A refusal as a person needs it: what, where, what was given and expected; a pointer or a code is never shown. A list links to the fields it speaks of. */
export function RefusalText({ refusals, fieldId, fieldName }: { refusals: readonly RefusalDetail[]; fieldId?: (at: string) => string | undefined; fieldName?: (at: string) => string | undefined }) {
  if (refusals.length === 0) return null
  return (
    <div className="refusal" role="alert">
      <Icon name="warning" size={18} />
      <ul>{refusals.map((refusal, index) => <li key={`${refusal.code} ${refusal.at ?? ''} ${index}`}><Line refusal={refusal} href={refusal.at === undefined ? undefined : fieldId?.(refusal.at)} name={refusal.at === undefined ? undefined : fieldName?.(refusal.at)} /></li>)}</ul>
    </div>
  )
}

function Line({ refusal, href, name }: { refusal: RefusalDetail; href: string | undefined; name: string | undefined }) {
  const say = useKitWords()
  const where = name ?? refusal.where ?? ''
  const value = where === '' && !refusal.message.startsWith('「') ? '' : shownValue(refusal)
  return (
    <>
      <strong>{refusal.message}</strong>
      {where === '' ? null : href === undefined ? <span className="refusal-where">{where}</span> : <a className="refusal-where" href={`#${href}`} onClick={(event) => { event.preventDefault(); document.getElementById(href)?.focus() }}>{where}</a>}
      {value === '' ? null : <span className="refusal-value">{say('given', { value })}</span>}
      {refusal.expected === undefined ? null : <span className="refusal-expected">{refusal.at === undefined ? refusal.expected : say('expected', { expected: refusal.expected })}</span>}
    </>
  )
}

/** A banner across a page for what everyone must see: the veto right, a broken identity, no connection. */
export function Banner({ tone, children }: { tone: 'stop' | 'warning' | 'info'; children: React.ReactNode }) {
  return <div className={`banner banner-${tone}`} role={tone === 'stop' ? 'alert' : 'status'}><Icon name={tone === 'info' ? 'info' : 'warning'} size={18} /><div>{children}</div></div>
}
