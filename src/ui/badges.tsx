import './badges.css'
import { Icon, type IconName } from './icons.tsx'

export type Tone = 'quiet' | 'going' | 'holds' | 'warning' | 'stop' | 'info'

const TONE_ICON: Record<Tone, IconName | null> = { quiet: null, going: null, holds: 'check', warning: 'warning', stop: 'cross', info: 'info' }

/** The state of a case, a task, a check. Tone gives colour and icon, the word carries the meaning. */
export function StateBadge({ tone, children }: { tone: Tone; children: string }) {
  const icon = TONE_ICON[tone]
  return <span className={`badge badge-${tone}`}>{icon === null ? <i className="badge-dot" /> : <Icon name={icon} size={12} />}{children}</span>
}

export type RiskClass = 'NORMAL' | 'SPECIAL_MENTION' | 'SUBSTANDARD' | 'DOUBTFUL' | 'LOSS'

const RISK: Record<RiskClass, { letter: string; says: string }> = {
  NORMAL: { letter: 'A', says: '正常' }, SPECIAL_MENTION: { letter: 'B', says: '关注' }, SUBSTANDARD: { letter: 'C', says: '次级' }, DOUBTFUL: { letter: 'D', says: '可疑' }, LOSS: { letter: 'E', says: '损失' },
}

/** Five fixed marks, each with its own shape and letter, so that they survive a grey print. */
export function RiskMark({ of, short = false }: { of: RiskClass; short?: boolean }) {
  const { letter, says } = RISK[of]
  return (
    <span className="risk" title={says}>
      <svg width="20" height="20" viewBox="0 0 20 20" className={`risk-${letter}`} role="img" aria-label={says}>
        <RiskShape letter={letter} />
        <text x="10" y="14" textAnchor="middle">{letter}</text>
      </svg>
      {short ? null : says}
    </span>
  )
}

function RiskShape({ letter }: { letter: string }) {
  switch (letter) {
    case 'A': return <circle cx="10" cy="10" r="8.5" />
    case 'B': return <path d="M10 .8l8.8 15.700h-17.600z" />
    case 'C': return <rect x="1.5" y="1.5" width="17" height="17" />
    case 'D': return <path d="M10 .5l9.5 9.5-9.5 9.5-9.5-9.500z" />
    default: return <path d="M6 1h8l5 5v8l-5 5h-8l-5-5v-8z" />
  }
}

/** The stamped seal for what stops a case: 否决权, 拒绝, 逾期. */
export function Seal({ children }: { children: string }) {
  return <span className="seal">{children}</span>
}
