import { type ExchangeFile, FILE_STATE_NAMES, type FileState } from '#common/exchange/domain'
import { StateBadge, type Tone } from '#ui'

const TONES: Readonly<Record<FileState, Tone>> = { RECEIVED: 'going', ACCEPTED: 'holds', PARTLY: 'warning', REFUSED: 'stop', SENT: 'info', ANSWERED: 'holds' }

/** Where a file stands: what it waits for, that it came late or often. */
export function FileBadge({ file }: { file: ExchangeFile }) {
  const says = file.state === 'SENT' && file.deliveredAt === null ? '待送达' : file.waitsFor === null ? FILE_STATE_NAMES[file.state] : `等待第 ${file.waitsFor} 号`
  return (
    <span className="exchange-badges">
      <StateBadge tone={file.waitsFor === null && !(file.state === 'SENT' && file.deliveredAt === null) ? TONES[file.state] : 'warning'}>{says}</StateBadge>
      {file.late ? <StateBadge tone="warning">迟到</StateBadge> : null}
      {file.deliveries > 1 ? <span className="small muted">送来 {file.deliveries} 次</span> : null}
    </span>
  )
}
