import './contract.css'
import { type ReactNode, useState } from 'react'
import { CONTRACT_STATES, type ContractShown, type ContractState } from '#loan/contract/domain'
import { fen } from '#kernel'
import { EmptyState, Facts, Go, Money, RefusalText, SkeletonRows, StateBadge, type Tone, api, paths, refusalsIn, useRead } from '#ui'
import { Arrival } from './arrival.tsx'
import { CheckPayment } from './check-payment.tsx'
import { Conditions } from './conditions.tsx'
import { Confirmation } from './confirmation.tsx'
import { OrderPayment } from './order-payment.tsx'
import { Papers } from './papers.tsx'
import type { PartProps } from './part-props.ts'
import { Signing } from './signing.tsx'

const TONE: Readonly<Record<ContractState, Tone>> = { DRAFTING: 'going', DRAWN_UP: 'going', SIGNED: 'going', CONFIRMED: 'holds', CLOSED: 'stop' }
const BODIES: Readonly<Record<string, (props: PartProps) => ReactNode>> = { conditions: Conditions, papers: Papers, signing: Signing, confirm: Confirmation, order: OrderPayment, check: CheckPayment, arrival: Arrival }

/** 签约: from the approval to the money as one sequence, with what is missing and who sees to it. */
export function ContractStage({ caseId }: { caseId: string }) {
  const read = useRead<{ file: ContractShown | null }>(api.contract(caseId))
  const [chosen, choose] = useState<string | null>(null)
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const { file } = read.data
  if (file === null) return <div className="panel"><EmptyState says="批准之后，在这里落实条件、制作合同、面签、放款。" act={<Go to={paths.case(caseId, 'decision')}>打开决策</Go>} /></div>
  const open = chosen ?? file.steps.find(({ state }) => state === 'NOW')?.id ?? file.steps.at(-1)?.id ?? 'conditions'
  const Body = BODIES[open] ?? Conditions
  return (
    <div className="stack">
      <Head file={file} />
      <div className="contract">
        <nav className="contract-steps panel" aria-label="签约与放款">
          <ol>
            {file.steps.map((step, index) => (
              <li key={step.id}>
                <button type="button" aria-current={step.id === open ? 'step' : undefined} ref={step.id === open ? intoView : null} onClick={() => choose(step.id)}>
                  <span className="contract-mark" data-state={step.state}>{step.state === 'DONE' ? '✓' : index + 1}</span>
                  <span>{step.title}</span>
                  <span className="small muted">{step.says}{step.state === 'NOW' ? ` · ${step.who}` : ''}</span>
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <div className="stack"><Body caseId={caseId} file={file} /></div>
      </div>
    </div>
  )
}

/** The phone shows the steps as a strip: the open one comes to its middle; the page itself stays where it is. */
function intoView(button: HTMLButtonElement | null): void {
  const strip = button?.closest('ol')
  if (button && strip) strip.scrollLeft = button.offsetLeft - (strip.clientWidth - button.clientWidth) / 2
}

function Head({ file }: { file: ContractShown }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>{file.number === null ? '合同尚未制作' : `合同 ${file.number}`}</h2>{file.version === 0 ? null : <span className="muted small">第 {file.version} 版</span>}<StateBadge tone={TONE[file.state]}>{CONTRACT_STATES[file.state]}</StateBadge></div>
      <div className="panel-body"><Facts facts={[
        ['借款人', file.customerName], ['决议金额', <Money key="decided" fen={fen(file.terms.amountFen)} unit />], ['合同金额', file.drawn === null ? '—' : <Money key="drawn" fen={fen(file.drawn.terms.amountFen)} unit />],
        ['尚可放款', <Money key="left" fen={fen(file.leftFen)} unit />], ['决议有效至', file.validUntil < file.today ? `${file.validUntil}，已过期` : file.validUntil],
      ]} /></div>
    </section>
  )
}
