import './what-would-change.css'
import { useState } from 'react'
import { type CaseFile, type JudgementPack, type WouldChange, assess, judgementGraph, standingOf, whatWouldChange } from '#common/assessment/domain'
import { fen } from '#kernel'
import { Button, Money } from '#ui'

interface Found { readonly caseFile: CaseFile; readonly changes: readonly WouldChange[]; readonly isJudged: boolean }

const TARGETS = { GRADE: '提高等级', CAP: '换一项起约束' } as const satisfies Record<WouldChange['target'], string>
/** Time for the button to show that work is under way before the search takes the screen. */
const SOON_MS = 30

/** 怎样才会改变: the smallest single changes that lift the grade or move the binding cap, worked out when asked for; each was judged with the change typed in. */
export function WhatWouldChange({ caseFile, pack }: { caseFile: () => CaseFile; pack: JudgementPack }) {
  const [found, setFound] = useState<Found | null>(null)
  const [isBusy, setBusy] = useState(false)
  const search = (): void => {
    setBusy(true)
    setTimeout(() => {
      const now = caseFile()
      setFound({ caseFile: now, changes: whatWouldChange(now, pack), isJudged: standingOf(assess(now, pack)) !== null })
      setBusy(false)
    }, SOON_MS)
  }
  const isOld = found !== null && found.caseFile !== caseFile()
  return (
    <section className="part would-change" aria-label="怎样才会改变">
      <header><h3>怎样才会改变</h3><span className="small muted">逐项试算，每次只改一样，取最小的改动</span><Button onClick={search} busy={isBusy}>{found === null ? '试算' : '重新试算'}</Button></header>
      {found === null ? null : isOld ? <p className="small muted">数据已改，请重新试算。</p> : !found.isJudged ? <p>按规则拒绝或没有额度，先消除上列原因，才谈得上等级与约束。</p>
        : found.changes.length === 0 ? <p>没有一项单独的改动能提高等级，或在额度不减时换一项起约束。</p> : (Object.keys(TARGETS) as (keyof typeof TARGETS)[]).map((target) => <Group key={target} target={target} changes={found.changes.filter((each) => each.target === target)} before={found} pack={pack} />)}
    </section>
  )
}

function Group({ target, changes, before, pack }: { target: keyof typeof TARGETS; changes: readonly WouldChange[]; before: Found; pack: JudgementPack }) {
  const now = standingOf(assess(before.caseFile, pack))
  const capName = (cap: string | undefined): string => (cap === undefined ? '' : (judgementGraph(pack).figures.get(cap)?.name ?? cap))
  if (changes.length === 0 || now === null) return null
  return (
    <div className="would-group">
      <h4>{TARGETS[target]}<span className="small muted">{target === 'GRADE' ? `现为 ${now.grade} 级` : `现由${capName(now.bindingCap)}起约束`}</span></h4>
      <ul>{changes.map(({ lever, says, after }) => <li key={lever}><span>{says}</span><b>{target === 'GRADE' ? `${now.grade} → ${after.grade} 级` : `改由${capName(after.bindingCap)}起约束`}</b><span className="figure">额度 {after.amountFen === now.amountFen ? '不变' : <><Money fen={fen(now.amountFen)} /> → <Money fen={fen(after.amountFen)} /></>}</span></li>)}</ul>
    </div>
  )
}
