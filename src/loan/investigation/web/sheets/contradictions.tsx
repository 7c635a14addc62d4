import '../checks.css'
import './contradictions.css'
import type { ContradictionSeen, DeviationSeen } from '#common/assessment/domain'
import { Backing, CaseField, type CaseStore, useAfterwards, useCase } from '#common/assessment/web'
import { LiveFigure, useFigures } from '#common/figures/web'
import { Button, IconButton, StateBadge, announce } from '#ui'

const logOf = (store: CaseStore): readonly ContradictionSeen[] => store.contradictions()
const deviationsOf = (store: CaseStore): readonly DeviationSeen[] => store.deviations()

/** 逻辑检验: pairs that cannot both be true, each answered; and why figures differ from what was said [S2-64, S2-65]. */
export function ContradictionsSheet() {
  return <div className="stack"><Log /><Deviations /></div>
}

function Log() {
  const store = useCase()
  const log = useAfterwards(logOf)
  const add = (): void => store.append('/contradictions', { pair: `own-${store.rows('/contradictions').length + 1}`, oneSays: '', otherSays: '', reason: '', evidence: [] })
  return (
    <section className="part" aria-label="矛盾记录">
      <header><h3>矛盾记录</h3><span className="small muted">系统比对各处数字与说法，两者不能同真的列在这里；逐条写明如何解决，或写明成立</span></header>
      {log.length === 0 ? <p className="part-empty"><span>没有发现矛盾。</span></p> : <ul className="contradictions">{log.map((each) => <Entry key={each.pair} entry={each} />)}</ul>}
      {store.isOpen ? <div className="contradiction-add"><Button kind="quiet" icon="plus" onClick={add}>记一条自己发现的矛盾</Button></div> : null}
    </section>
  )
}

function Entry({ entry }: { entry: ContradictionSeen }) {
  const store = useCase()
  const { figures, ask } = useFigures()
  const { pair, name, one, other, answer, at, holds, proposed } = entry
  const reply = (to: 'RESOLVED' | 'STANDS'): void => (at === null ? store.append('/contradictions', { pair, oneSays: one, otherSays: other, answer: to, reason: '', evidence: [] }) : store.set(`/contradictions/${at}/answer`, to))
  const remove = (): void => {
    if (at === null) return
    store.remove('/contradictions', at)
    announce('已删去一条矛盾', () => { store.undo() })
  }
  return (
    <li className={`contradiction${holds && answer === null ? ' contradiction-open' : ''}`}>
      <div className="contradiction-head">
        {proposed ? <button type="button" className="figure-link" data-figure={pair} onClick={() => ask({ figure: pair, index: 0 })}>{figures.definition(pair).name}</button> : <b>{name}</b>}
        <State entry={entry} />
        {at === null ? null : <Backing pointer={`/contradictions/${at}/evidence`} label={name} />}
        {at === null || !store.isOpen || (proposed && holds) ? null : <IconButton icon="cross" size={14} label={`删去 ${name}`} onClick={remove} />}
      </div>
      {proposed ? <p className="contradiction-sides"><span>{one}</span><span>{other}</span></p> : at === null ? null : <div className="contradiction-sides"><CaseField at={`/contradictions/${at}/oneSays`} label="一方说" /><CaseField at={`/contradictions/${at}/otherSays`} label="另一方说" /></div>}
      {store.isOpen ? <div className="contradiction-acts" role="group" aria-label="答复"><Button kind={answer === 'RESOLVED' ? 'act' : 'plain'} onClick={() => reply('RESOLVED')}>已解决</Button><Button kind={answer === 'STANDS' ? 'act' : 'plain'} onClick={() => reply('STANDS')}>矛盾成立</Button></div> : null}
      {at === null || answer === null ? null : <CaseField at={`/contradictions/${at}/reason`} kind="note" label={answer === 'RESOLVED' ? '如何解决' : '为何成立，有何影响'} hint={`至少 ${store.pack.soft.explanationCharacters} 个字，委员据此判断`} />}
    </li>
  )
}

function State({ entry: { answer, reason, holds } }: { entry: ContradictionSeen }) {
  const { pack } = useCase()
  if (!holds) return <StateBadge tone="quiet">数字已不矛盾</StateBadge>
  if (answer === null) return <StateBadge tone="stop">未答复</StateBadge>
  if ([...reason.trim()].length < pack.soft.explanationCharacters) return <StateBadge tone="warning">理由未写完</StateBadge>
  return answer === 'RESOLVED' ? <StateBadge tone="holds">已解决</StateBadge> : <StateBadge tone="warning">矛盾成立</StateBadge>
}

function Deviations() {
  const deviations = useAfterwards(deviationsOf)
  const store = useCase()
  if (deviations.length === 0) return null
  return (
    <section className="part" aria-label="偏差原因">
      <header><h3>偏差原因</h3><span className="small muted">权益与口述超出容忍度的，选类别并写原因；各项检验的原因写在检验里</span></header>
      <ul className="contradictions">
        {deviations.map(({ of, name, figure, at }) => (
          <li key={of} className={`contradiction${at === null ? ' contradiction-open' : ''}`}>
            <div className="contradiction-head"><b>{name}</b><span>偏差 <LiveFigure id={figure} /></span></div>
            {at === null
              ? store.isOpen ? <Button kind="plain" icon="plus" onClick={() => store.append('/deviationCauses', { of, cause: '' })}>写原因</Button> : <p className="muted">未写原因</p>
              : <div className="check-cause"><CaseField at={`/deviationCauses/${at}/causeKind`} kind="choice" label="原因类别" /><CaseField at={`/deviationCauses/${at}/cause`} kind="note" label="原因" hint={`至少 ${store.pack.soft.explanationCharacters} 个字`} /></div>}
          </li>
        ))}
      </ul>
    </section>
  )
}
