import { type OpenedVote, REJECT_REASONS, VOTES, type VoteKind, changeInWords } from '#loan/committee/domain'
import { StateBadge, type Tone, clockTime } from '#ui'

const VOTE_TONE: Readonly<Record<VoteKind, Tone>> = { AGREE: 'holds', AGREE_WITH_CHANGE: 'holds', REJECT: 'stop', DEFER: 'warning', RE_INVESTIGATE: 'warning', VETO: 'stop' }

/** The opened votes by name, each with its own reason. */
export function VotesList({ votes }: { votes: readonly OpenedVote[] }) {
  return (
    <ul className="committee-votes">
      {votes.map((vote) => (
        <li key={vote.staffId}>
          <header><b>{vote.name}</b><StateBadge tone={VOTE_TONE[vote.kind]}>{VOTES[vote.kind]}</StateBadge>{vote.copied ? <StateBadge tone="warning">理由与他人相同</StateBadge> : null}<span className="small muted">{clockTime(vote.castAt)}</span></header>
          <p>{vote.reason}</p>
          {vote.ownWords === null ? null : <p>补述：{vote.ownWords}</p>}
          {vote.ballot.kind === 'AGREE_WITH_CHANGE' ? <p className="small">变更：{changeInWords(vote.ballot.change)}</p> : null}
          {'codes' in vote.ballot ? <p className="small">原因：{vote.ballot.codes.map((code) => REJECT_REASONS[code]).join('、')}</p> : null}
          <details className="small"><summary className="muted">封存摘要</summary><p className="committee-commitment">SHA-256 {vote.commitment}<br />随机数 {vote.nonce}</p></details>
        </li>
      ))}
    </ul>
  )
}
