import './where-from.css'
import { useMemo, useState } from 'react'
import { Drawer, Go, Icon } from '#ui'
import { type Asked, useFigures } from './context.ts'
import { EvidenceCard } from './evidence-card.tsx'
import { useExplainer } from './explainer.ts'
import { type Twig, figureTwig, openAtFirst, sourceTwig } from './twig.ts'

const SHOWN_AT_ONCE = 40

/** Where a figure comes from, down to what was typed or counted, with the evidence at the leaves. */
export function WhereFromDrawer({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  const { figures } = useFigures()
  const explainer = useExplainer()
  const isFigure = asked !== null && 'figure' in asked
  const title = asked === null ? '' : isFigure ? figures.definition(asked.figure).name : explainer.typed(asked.pointer, null).name
  return (
    <Drawer title={<>{title}<span className="whence-asks">从何而来</span></>} open={asked !== null} onClose={onClose}>
      {asked === null ? null : <Tree key={JSON.stringify(asked)} asked={asked} onLeave={onClose} />}
    </Drawer>
  )
}

function Tree({ asked, onLeave }: { asked: Asked; onLeave: () => void }) {
  const { figures } = useFigures()
  const words = useExplainer()
  const root = useMemo(() => ('figure' in asked ? figureTwig(figures, words, asked.figure, asked.index) : sourceTwig(figures, words, figures.typed(asked.pointer))), [asked, figures, words])
  const open = useMemo(() => openAtFirst(root), [root])
  return <ul className="origin" role="tree" aria-label={root.name}><Branch twig={root} openAtFirst={open} depth={0} onLeave={onLeave} /></ul>
}

interface BranchProps { twig: Twig; openAtFirst: ReadonlySet<string>; depth: number; onLeave: () => void; hidesEvidence?: boolean }

function Branch({ twig, openAtFirst: first, depth, onLeave, hidesEvidence = false }: BranchProps) {
  const [isOpen, setOpen] = useState(depth < 4 && first.has(twig.key))
  const [count, setCount] = useState(SHOWN_AT_ONCE)
  const isFigure = twig.kind === 'FIGURE'
  const isUnsupported = twig.kind === 'TYPED' && twig.evidence.length === 0
  const children = isOpen ? twig.children() : []
  return (
    <li role="treeitem" aria-expanded={isFigure ? isOpen : undefined} className={`origin-node origin-${twig.kind.toLowerCase()}${depth === 0 ? ' origin-root' : ''}${isUnsupported ? ' origin-bare' : ''}${twig.value === null ? ' origin-void' : ''}`}>
      <div className="origin-line">
        {isFigure
          ? <button type="button" className="origin-name" aria-label={`${isOpen ? '收起' : '展开'}${twig.name}`} onClick={() => setOpen(!isOpen)}><Icon name={isOpen ? 'down' : 'right'} size={14} /><span>{twig.name}</span></button>
          : <span className="origin-name"><Icon name={twig.kind === 'POLICY' ? 'settings' : 'evidence'} size={14} /><Name twig={twig} onLeave={onLeave} /></span>}
        {twig.decides ? <span className="origin-decides">起约束</span> : null}
        {isUnsupported ? <span className="origin-unsupported"><Icon name="warning" size={12} />无凭据</span> : null}
        <span className="origin-value">{twig.value === null && twig.kind === 'FIGURE' ? '不适用' : twig.valueText}</span>
      </div>
      {isOpen && twig.formula !== null ? <p className="origin-formula"><span>= {twig.formula}</span><cite>{twig.source}</cite></p> : null}
      {twig.kind === 'POLICY' ? <p className="origin-formula"><span>政策值</span><code>{twig.source}</code></p> : null}
      {twig.evidence.length > 0 && !hidesEvidence ? <ul className="origin-evidence">{twig.evidence.map((id) => <li key={id}><EvidenceCard id={id} /></li>)}</ul> : null}
      {isOpen ? (
        <ul role="group">
          {children.slice(0, count).map((child, at) => <Branch key={child.key} twig={child} openAtFirst={first} depth={depth + 1} onLeave={onLeave} hidesEvidence={hasSameEvidence(child, children[at + 1])} />)}
          {children.length > count ? <li className="origin-more"><button type="button" className="button button-quiet" onClick={() => setCount(count + SHOWN_AT_ONCE)}>还有 {children.length - count} 项</button></li> : null}
        </ul>
      ) : null}
    </li>
  )
}

/** Fields of one row rest on the same evidence: it is shown once, under the last of them. */
function hasSameEvidence(twig: Twig, next: Twig | undefined): boolean {
  return next !== undefined && next.kind === 'TYPED' && twig.evidence.join(' ') === next.evidence.join(' ')
}

/** A typed place is a link to where it was typed. */
function Name({ twig, onLeave }: { twig: Twig; onLeave: () => void }) {
  if (twig.kind !== 'TYPED' || twig.source === '') return <span>{twig.name}</span>
  return <span onClick={onLeave}><Go to={twig.source}>{twig.name}</Go></span>
}
