import { useState } from 'react'
import { type Question, TRADE_BLOCK_NAMES, keysOf } from '#loan/investigation/domain'
import { Button, Icon, SaveState } from '#ui'
import { TradeAnswer } from './trade-answer.tsx'
import { TradeFlow } from './trade-flow.tsx'
import { usePart } from './use-part.ts'
import { CoachLine } from './visit-coach.tsx'
import type { StepProps } from './step-props.ts'

type Block = keyof typeof TRADE_BLOCK_NAMES
type TradeQuestion = Question & { readonly trade: NonNullable<Question['trade']> }
const isOfTrade = (question: Question): question is TradeQuestion => question.trade !== null

/** 清单: the trade's checklist in its four blocks, one at a time under the thumb; answers flow into the checks they feed [S1-17]. */
export function TradeStep({ caseId, visit, visits, whyNot }: StepProps) {
  const answers = usePart(caseId, visit, 'ANSWERS', visit.answers)
  const excuses = usePart(caseId, visit, 'EXCUSES', visit.excuses)
  const [block, setBlock] = useState<Block>('OPERATION')
  const questions = visit.questions.filter(isOfTrade)
  const isDone = ({ id }: TradeQuestion): boolean => (answers.content[id] ?? '') !== '' || excuses.content[`answer.${id}`] !== undefined
  const next = keysOf(TRADE_BLOCK_NAMES).find((one) => one !== block && questions.some((question) => question.trade.block === one && question.trade.must && !isDone(question)))
  const go = (to: Block): void => {
    setBlock(to)
    window.scrollTo({ top: 0 })
  }
  const excuse = (id: string, reason: string | null): void => {
    const { [`answer.${id}`]: _before, ...others } = excuses.content
    excuses.change(reason === null ? others : { ...others, [`answer.${id}`]: reason })
  }
  return (
    <div className="stack">
      <nav className="trade-blocks" aria-label="清单四块">
        {keysOf(TRADE_BLOCK_NAMES).map((one) => <BlockTab key={one} name={TRADE_BLOCK_NAMES[one]} questions={questions.filter(({ trade }) => trade.block === one)} isDone={isDone} isOpen={one === block} onOpen={() => go(one)} />)}
      </nav>
      <section className="panel">
        <div className="panel-head"><h3>{TRADE_BLOCK_NAMES[block]}</h3><SaveState saving={answers.saving.state === 'UNCHANGED' ? excuses.saving : answers.saving} /></div>
        {whyNot === null ? null : <p className="panel-body muted">{whyNot}</p>}
        <fieldset className="visit-fields" disabled={whyNot !== null}>
          {questions.filter(({ trade }) => trade.block === block).map((question) => {
            const flows = visit.flows.filter(({ flow }) => question.trade.flows.includes(flow))
            return (
              <div key={question.id} className="trade-item">
                <TradeAnswer caseId={caseId} visit={visit} question={question} whyNot={whyNot} value={answers.content[question.id] ?? ''} onChange={(text) => answers.change({ ...answers.content, [question.id]: text })} excuse={excuses.content[`answer.${question.id}`]} onExcuse={(reason) => excuse(question.id, reason)} />
                {flows.map((flow) => <TradeFlow key={flow.flow} caseId={caseId} flow={flow} isAnswered={(answers.content[question.id] ?? '') !== ''} />)}
              </div>
            )
          })}
        </fieldset>
      </section>
      <CoachLine caseId={caseId} coach={visits.coach} visit={visit} />
      {next === undefined ? null : <Button wide onClick={() => go(next)}>接着答：{TRADE_BLOCK_NAMES[next]}<Icon name="right" size={16} /></Button>}
    </div>
  )
}

function BlockTab({ name, questions, isDone, isOpen, onOpen }: { name: string; questions: readonly TradeQuestion[]; isDone: (question: TradeQuestion) => boolean; isOpen: boolean; onOpen: () => void }) {
  const done = questions.filter(isDone).length
  const isWhole = questions.every((question) => !question.trade.must || isDone(question))
  return (
    <button type="button" className="trade-block" aria-pressed={isOpen} onClick={onOpen}>
      <span>{name}{isWhole ? <Icon name="check" size={14} label="必答已齐" /> : <b>{done}/{questions.length}</b>}</span>
      <progress max={questions.length} value={done} aria-label={`${name}已答 ${done} 项，共 ${questions.length} 项`} />
    </button>
  )
}
