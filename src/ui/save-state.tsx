import { Icon } from './icons.tsx'
import { useKitWords } from './kit-words.ts'

export type Saving =
  | { readonly state: 'UNCHANGED' }
  | { readonly state: 'SAVING' }
  /** `at`: hours and minutes in the bank's zone. */
  | { readonly state: 'SAVED'; readonly at: string }
  | { readonly state: 'WAITING'; readonly count: number }
  | { readonly state: 'FAILED'; readonly says: string; readonly onRetry?: () => void }

/** What became of the last keystroke: 已保存 14:02. */
export function SaveState({ saving }: { saving: Saving }) {
  const say = useKitWords()
  return <span className={`save-state save-${saving.state.toLowerCase()}`} role="status">{content(saving, say)}</span>
}

function content(saving: Saving, say: ReturnType<typeof useKitWords>) {
  switch (saving.state) {
    case 'UNCHANGED': return null
    case 'SAVING': return say('saving')
    case 'SAVED': return <><Icon name="check" size={14} />{say('saved', { at: saving.at })}</>
    case 'WAITING': return say('waiting', { count: saving.count })
    case 'FAILED': return <><Icon name="warning" size={14} />{say('notSaved', { says: saving.says })}{saving.onRetry ? <button type="button" className="figure-link" onClick={saving.onRetry}>{say('again')}</button> : null}</>
  }
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' })

const DAY = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' })

/** `2025-03-12` in the bank's zone: after midnight there it is still the day before in UTC. */
export function clockDay(instant: string): string {
  return DAY.format(new Date(instant))
}

/** `14:02` in the bank's zone. */
export function clockTime(instant: string): string {
  return CLOCK.format(new Date(instant))
}
