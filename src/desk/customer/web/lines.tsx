import { fen, sumFen } from '#kernel'
import type { CustomerLine } from '#common/customer/domain'
import { LINE_STATES, type LineState } from '#common/line/domain'
import { GUARANTEE_NAMES } from '#loan/decision/domain'
import { Facts, Money, Rate, Sheet, StateBadge } from '#ui'
import { useWords } from './words.ts'

type Contract = CustomerLine['contracts'][number]
type Note = Contract['notes'][number]

/** 授信 → 合同 → 借据 → 期: the credit of one customer as it hangs together. */
export function Lines({ lines }: { lines: readonly CustomerLine[] }) {
  return <div className="stack">{lines.map((line) => <Line key={line.lineId} line={line} />)}</div>
}

function Line({ line }: { line: CustomerLine }) {
  const say = useWords()
  return (
    <section className="panel">
      <div className="panel-head"><h3>{say('line', { number: line.number })}</h3><StateBadge tone="going">{LINE_STATES[line.state as LineState]}</StateBadge></div>
      <div className="panel-body"><Facts facts={[[say('cap'), <Money key="cap" fen={fen(line.capFen)} />], [say('drawn'), <Money key="drawn" fen={fen(line.drawnFen)} />], [say('guarantee'), GUARANTEE_NAMES[line.guarantee as keyof typeof GUARANTEE_NAMES] ?? line.guarantee], [say('valid'), `${line.validFrom} — ${line.validUntil}`]]} /></div>
      {line.contracts.map((contract) => <ContractOf key={contract.contractId} contract={contract} />)}
    </section>
  )
}

function ContractOf({ contract }: { contract: Contract }) {
  const say = useWords()
  return (
    <div className="customer-contract">
      <h3>{say('contract', { number: contract.number })}</h3>
      <Facts facts={[[say('amount'), <Money key="amount" fen={fen(contract.amountFen)} />], [say('rate'), <Rate key="rate" value={contract.annualRate} />], [say('maturesOn'), contract.maturesOn]]} />
      {contract.notes.map((note) => <NoteOf key={note.noteId} note={note} />)}
    </div>
  )
}

function NoteOf({ note }: { note: Note }) {
  const say = useWords()
  const money = (amount: number) => ({ kind: 'money' as const, value: fen(amount) })
  const sum = (of: (one: Note['instalments'][number]) => number) => money(sumFen(note.instalments.map((one) => fen(of(one)))))
  return (
    <Sheet
      title={say('note', { number: note.number })} subtitle={`${say('disbursedOn')} ${note.disbursedOn} · ${say('maturesOn')} ${note.maturesOn}`} corner={say('dueOn')}
      columns={[{ id: 'total', label: say('instalment') }, { id: 'principal', label: say('principal') }, { id: 'interest', label: say('interest') }, { id: 'balance', label: say('balance') }]}
      rows={[
        ...note.instalments.map((one) => ({ id: String(one.seq), label: one.dueOn, hint: `${one.seq}`, cells: [money(one.principalFen + one.interestFen), money(one.principalFen), money(one.interestFen), money(one.balanceFen)] })),
        { id: 'sum', kind: 'grand' as const, label: say('total'), cells: [sum((one) => one.principalFen + one.interestFen), sum((one) => one.principalFen), sum((one) => one.interestFen), { kind: 'blank' as const }] },
      ]}
    />
  )
}
