import { useState } from 'react'
import { Backing, Cell, Td, fieldName, useCase, useCount, usePlace } from '#common/assessment/web'
import { divide, formatYuan, roundFen } from '#kernel'
import { IconButton, Money, announce } from '#ui'

const MONTHS = Array.from({ length: 12 }, (_, at) => at)

interface LinesProps {
  list: string
  /** Field of a closed list shown before the name. */
  choice?: string
}

/** The typed lines of one part of the income statement. */
export function MonthlyLines({ list, choice }: LinesProps) {
  const store = useCase()
  const count = useCount(list)
  const [generation, setGeneration] = useState(0)
  const remove = (index: number): void => {
    store.remove(list, index)
    setGeneration(generation + 1)
    announce('已删去一行', () => {
      store.undo()
      setGeneration(generation + 2)
    })
  }
  return <>{Array.from({ length: count }, (_, index) => <Line key={`${generation} ${index}`} at={`${list}/${index}`} choice={choice} onRemove={() => remove(index)} />)}</>
}

function Line({ at, choice, onRemove }: { at: string; choice: string | undefined; onRemove: () => void }) {
  const store = useCase()
  const label = usePlace<string | undefined>(`${at}/label`) ?? ''
  return (
    <tr className="sheet-line">
      <th scope="row" className="income-name">
        {choice === undefined ? null : <Cell pointer={`${at}/${choice}`} kind="choice" label={`${label} ${fieldName(`/${choice}`)}`} />}
        <Cell pointer={`${at}/label`} kind="text" label="名称" />
      </th>
      {MONTHS.map((month) => <td key={month} className="figure"><Cell pointer={`${at}/monthlyFen/${month}`} kind="money" label={`${label} 第 ${month + 1} 个月`} /></td>)}
      <Td><LineSum at={at} /></Td>
      <td className="figure"><EveryMonth at={at} label={label} /></td>
      <td className="income-backing"><Backing pointer={`${at}/evidence`} label={label} />{store.isOpen ? <span className="ledger-remove"><IconButton icon="cross" size={14} label={`删去 ${label}`} onClick={onRemove} /></span> : null}</td>
    </tr>
  )
}

type Monthly = number | readonly number[] | undefined

function LineSum({ at }: { at: string }) {
  return <Money fen={roundFen(sumOf(usePlace<Monthly>(`${at}/monthlyFen`)))} strong />
}

/** The average; typed here, an amount stands for every month. */
function EveryMonth({ at, label }: { at: string; label: string }) {
  const average = roundFen(divide(sumOf(usePlace<Monthly>(`${at}/monthlyFen`)), 12))
  return <Cell pointer={`${at}/monthlyFen`} kind="money" label={`${label} 每月相同`} placeholder={formatYuan(average)} />
}

function sumOf(monthly: Monthly): number {
  return typeof monthly === 'number' ? monthly * 12 : (monthly ?? []).reduce((sum, month) => sum + month, 0)
}
