import { Icon } from './icons.tsx'

export type Saving =
  | { readonly state: 'UNCHANGED' }
  | { readonly state: 'SAVING' }
  /** `at`: hours and minutes in the bank's zone. */
  | { readonly state: 'SAVED'; readonly at: string }
  | { readonly state: 'WAITING'; readonly count: number }
  | { readonly state: 'FAILED'; readonly says: string; readonly onRetry?: () => void }

/** What became of the last keystroke: 已保存 14:02. */
export function SaveState({ saving }: { saving: Saving }) {
  return <span className={`save-state save-${saving.state.toLowerCase()}`} role="status">{content(saving)}</span>
}

function content(saving: Saving) {
  switch (saving.state) {
    case 'UNCHANGED': return null
    case 'SAVING': return '正在保存…'
    case 'SAVED': return <><Icon name="check" size={14} />已保存 {saving.at}</>
    case 'WAITING': return `离线，${saving.count} 项待传`
    case 'FAILED': return <><Icon name="warning" size={14} />未保存：{saving.says}{saving.onRetry ? <button type="button" className="figure-link" onClick={saving.onRetry}>再试一次</button> : null}</>
  }
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' })

/** `14:02` in the bank's zone. */
export function clockTime(instant: string): string {
  return CLOCK.format(new Date(instant))
}
