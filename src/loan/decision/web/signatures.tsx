import { type DecisionRow, SIGNATORIES } from '#loan/decision/domain'
import { StateBadge, clockTime } from '#ui'

/** Who signs above the committee, in order, and what each said. */
export function Signatures({ decision }: { decision: DecisionRow }) {
  const next = decision.state === 'SIGNING' ? decision.signatures.find(({ outcome }) => outcome === null)?.post : undefined
  return (
    <ol className="decision-chain">
      {decision.signatures.map((signature) => (
        <li key={signature.post}>
          <StateBadge tone={signature.outcome === 'SIGNED' ? 'holds' : signature.outcome === 'REFUSED' ? 'stop' : signature.post === next ? 'going' : 'quiet'}>
            {signature.outcome === 'SIGNED' ? '已签批' : signature.outcome === 'REFUSED' ? '不同意' : signature.post === next ? '待签批' : '未到'}
          </StateBadge>
          <span>{SIGNATORIES[signature.post]}{signature.by === null ? '' : ` ${signature.by.name}`}{signature.onBehalfOf === null ? '' : `（代 ${signature.onBehalfOf.name}）`}{signature.at === null ? '' : <span className="muted small">　{signature.on} {clockTime(signature.at)}</span>}</span>
          {signature.reason === '' ? null : <p className="muted">{signature.reason}</p>}
        </li>
      ))}
    </ol>
  )
}
