import './where-from.css'
import { useState } from 'react'
import { Drawer } from './dialog.tsx'
import { Icon } from './icons.tsx'

export interface FigureEvidence {
  readonly id: string
  readonly title: string
  readonly kind: 'PHOTO' | 'FILE' | 'NOTE'
  /** Address of the small picture, where there is one. */
  readonly thumbnail?: string
  readonly href?: string
  /** 盘点照片 · 2025-03-12 · 张伟 */
  readonly says?: string
}

/** One figure of the graph with what it was made from. */
export interface FigureNode {
  readonly id: string
  readonly name: string
  readonly valueText: string
  readonly unit: string
  /** `初始权益 + 期间利润 − 期间提取`; absent at a leaf. */
  readonly formulaText?: string | null
  /** The rule and where it is laid down: `§6.3 · S2-67`. */
  readonly source?: string | null
  readonly evidence: readonly FigureEvidence[]
  readonly children: readonly FigureNode[]
}

/** The path of a figure down to typed or counted leaves and what proves them. */
export function WhereFromDrawer({ figure, open, onClose }: { figure: FigureNode | null; open: boolean; onClose: () => void }) {
  return (
    <Drawer title={figure === null ? '来源' : `${figure.name}从何而来`} open={open} onClose={onClose}>
      {figure === null ? null : <WhereFrom figure={figure} />}
    </Drawer>
  )
}

export function WhereFrom({ figure }: { figure: FigureNode }) {
  return <ul className="whence" role="tree"><Node node={figure} depth={0} /></ul>
}

function Node({ node, depth }: { node: FigureNode; depth: number }) {
  const [isOpen, setOpen] = useState(depth < 2)
  const isLeaf = node.children.length === 0
  const isUnsupported = isLeaf && node.evidence.length === 0 && !node.source
  return (
    <li role="treeitem" aria-expanded={isLeaf ? undefined : isOpen} className={`whence-node${depth === 0 ? ' whence-root' : ''}`}>
      <div className="whence-line">
        {isLeaf ? <span className="whence-leaf" aria-hidden /> : <button type="button" className={`whence-toggle${isOpen ? ' whence-open' : ''}`} aria-label={`${isOpen ? '收起' : '展开'}${node.name}`} onClick={() => setOpen(!isOpen)}><Icon name="right" size={14} /></button>}
        <span className="whence-name">{node.name}</span>
        <span className="whence-value">{node.valueText}<span className="money-unit">{node.unit}</span></span>
      </div>
      {node.formulaText || node.source ? <p className="whence-rule">{node.formulaText ? <span><Icon name="formula" size={12} /> {node.formulaText}</span> : null}{node.source ? <span className="whence-source">{node.source}</span> : null}</p> : null}
      {node.evidence.length > 0 ? <ul className="whence-evidence">{node.evidence.map((piece) => <li key={piece.id}><Evidence piece={piece} /></li>)}</ul> : null}
      {isUnsupported ? <p className="whence-unsupported"><Icon name="warning" size={12} /> 没有证据</p> : null}
      {isOpen && !isLeaf ? <ul role="group">{node.children.map((child) => <Node key={child.id} node={child} depth={depth + 1} />)}</ul> : null}
    </li>
  )
}

function Evidence({ piece }: { piece: FigureEvidence }) {
  const content = (
    <>
      {piece.thumbnail === undefined ? <span className="whence-icon"><Icon name={piece.kind === 'NOTE' ? 'cases' : 'evidence'} /></span> : <img src={piece.thumbnail} alt="" loading="lazy" width={48} height={48} />}
      <span><b>{piece.title}</b>{piece.says === undefined ? null : <small>{piece.says}</small>}</span>
    </>
  )
  return piece.href === undefined ? <span className="whence-piece">{content}</span> : <a className="whence-piece" href={piece.href} target="_blank" rel="noreferrer">{content}</a>
}
