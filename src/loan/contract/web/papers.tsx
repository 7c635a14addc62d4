import { useState } from 'react'
import { DOCUMENT_KINDS, type DocumentKind, rateInWords } from '#common/document/domain'
import { type ContractShown, EVERY_WORDS, PAYMENTS } from '#loan/contract/domain'
import { lengthWords, methodWords } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import { EmptyState, Facts, Money, NoteField, api } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import { CollateralPart } from './collateral-part.tsx'
import type { PartProps } from './part-props.ts'
import { DrawUpForm } from './draw-up-form.tsx'
import { People } from './people.tsx'

/** Who signs, what secures, and the set of papers: drawn up exactly as decided. */
export function Papers({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  return (
    <>
      <People caseId={caseId} file={file} />
      <CollateralPart caseId={caseId} file={file} />
      {file.drawn === null ? (may(me, 'contract.draw-up') ? <DrawUpForm caseId={caseId} file={file} /> : <section className="panel"><EmptyState says="等待合同制作岗按决议制作全套文书。" /></section>) : <DrawnSet caseId={caseId} file={file} drawn={file.drawn} />}
    </>
  )
}

function DrawnSet({ caseId, file, drawn }: PartProps & { drawn: NonNullable<ContractShown['drawn']> }) {
  const { data: me } = useMe()
  const [reason, setReason] = useState('')
  const paid = file.drawdowns.some(({ state }) => state !== 'CANCELLED' && state !== 'REVERSED')
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>文书</h2><span className="muted small">{drawn.by.name} {drawn.on} 制作</span>
        <ActDrawer caseId={caseId} label="作废重做…" kind="stop" title="作废全套文书，重新制作" path={api.contract(caseId, 'redraw')} body={{ reason }} act="作废" done="文书已作废，编号留存" why={paid ? '已有放款，不能作废' : may(me, 'contract.draw-up') ? null : '由合同制作岗办理'} lacking={reason.trim().length < 4 ? '请说明理由，至少 4 个字' : null}>
          <p className="muted">已签的合同一并作废，须重新面签与主管确认。</p>
          <NoteField label="理由" value={reason} onChange={setReason} required maxLength={400} />
        </ActDrawer>
      </div>
      <div className="panel-body stack">
        {drawn.differences.length === 0 ? <p className="contract-done">✓ 条款与决议一致</p> : <p className="contract-open">低于决议：{drawn.differences.map((one) => `${one.name} ${one.drawn}（决议 ${one.decided}）`).join('；')}。{drawn.lessBecause}</p>}
        <Facts facts={[
          ['金额', <Money key="amount" fen={fen(drawn.terms.amountFen)} unit />], ['年利率', rateInWords(drawn.terms.annualRate)], ['还款', `${methodWords(drawn.terms)}，${EVERY_WORDS[drawn.terms.every]} ${lengthWords(drawn.terms)}`], ['起止', `${drawn.startsOn} 起，首次还款 ${drawn.firstDueOn}`],
          ['放款账户', `${drawn.accountName}，${drawn.accountBank}，${drawn.accountMasked}`], ['支付方式', PAYMENTS[drawn.payment]], ['支付依据', drawn.paymentReason], ['费用', drawn.fees.length === 0 ? '无' : drawn.fees.map((fee) => fee.name).join('、')],
        ]} />
        {drawn.payees.length === 0 ? null : <ul>{drawn.payees.map((payee) => <li key={payee.tradeContract}>受托支付 {payee.name} <Money fen={fen(payee.amountFen)} unit />，{payee.bank} {payee.accountMasked}，<a href={api.evidenceFile(caseId, payee.evidenceId)} target="_blank" rel="noreferrer">{payee.tradeContract}</a></li>)}</ul>}
        <ul className="contract-list" aria-label="文书">
          {file.papers.map((paper) => (
            <li key={`${paper.kind}/${paper.subject}`}>
              <span className={paper.signedOn === null ? 'contract-open' : 'contract-done'} aria-hidden>{paper.signedOn === null ? '○' : '✓'}</span>
              <span>{DOCUMENT_KINDS[paper.kind as DocumentKind].name}{paper.subjectName === '' ? '' : `（${paper.subjectName}）`}</span>
              <span className="small muted">{paper.number ?? '未出具'}{paper.signedOn === null ? '' : `，${paper.signedOn} 已签`}</span>
              {paper.documentId === null ? null : <span className="row"><a href={api.documentFile(caseId, paper.documentId, 'pdf')} target="_blank" rel="noreferrer">PDF</a><a href={api.documentFile(caseId, paper.documentId, 'docx')}>Word</a></span>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
