import { useMemo } from 'react'
import { type CaseFile, Judgement, type JudgementPack, contradictionsOf, deviationsBeyond, wordOf } from '#common/assessment/domain'
import { StateBadge } from '#ui'

/** What the investigator found that cannot both be true and how he answered it, and why figures differ [S2-64, S2-65]. */
export function Contradictions({ caseFile, pack }: { caseFile: CaseFile; pack: JudgementPack }) {
  const { log, causes } = useMemo(() => {
    const { sheet } = new Judgement(caseFile, pack)
    const ofChecks = caseFile.checks.flatMap(({ method, cause, causeKind }, at) => (cause === undefined ? [] : [{ of: `${method}-${at}`, name: `${method} ${sheet.definition(`check${method}`).name}`, cause, causeKind: causeKind ?? null }]))
    return { log: contradictionsOf(sheet), causes: [...ofChecks, ...deviationsBeyond(sheet, pack)] }
  }, [caseFile, pack])
  if (log.length + causes.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head"><h2>矛盾与偏差原因</h2></div>
      <ul className="panel-body committee-contradictions">
        {log.map(({ pair, name, one, other, answer, reason }) => <li key={pair}><p><b>{name}</b><StateBadge tone={answer === 'RESOLVED' ? 'holds' : answer === 'STANDS' ? 'warning' : 'stop'}>{answer === null ? '未答复' : wordOf('answer', answer) ?? answer}</StateBadge></p><p className="small muted">{one}；{other}</p><p>{reason}</p></li>)}
        {causes.map(({ of, name, causeKind, cause }) => <li key={of}><p><b>{name}</b>{causeKind === null || causeKind === undefined ? null : <StateBadge tone="info">{wordOf('causeKind', causeKind) ?? causeKind}</StateBadge>}</p><p>{cause}</p></li>)}
      </ul>
    </section>
  )
}
