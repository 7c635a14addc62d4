import type { Condition, Form } from '#common/policy/domain'
import { Button, ChoiceField, CountField, DecimalField, IconButton, RateField } from '#ui'
import { type ValueFieldProps, LeafField } from './leaf-field.tsx'
import { Lines, listOf } from './lines.tsx'
import { SIGNS } from './value-text.ts'
import { figureName, figureWords, isPercent, wordOf } from './value-words.ts'
import { useWords } from './words.ts'

type RuleForm = Extract<Form, { is: 'RULE' }>
interface Rule { readonly when: readonly Condition[]; readonly then: unknown }

const NOTHING: Condition = { figure: '', is: 'GE', than: '' }
const GUIDELINES = ['v1', 'v2', 'v3', 'v4', 'v5'] as const
const COMPARISONS = (Object.keys(SIGNS) as Condition['is'][]).map((is) => ({ value: is, label: SIGNS[is] }))

/** Bins in the order they are tried: conditions that must all hold, and what follows. */
export function RulesField({ rule, value, onChange, place, faults }: ValueFieldProps & { rule: RuleForm }) {
  const say = useWords()
  const rules = listOf(value) as readonly Rule[]
  const [first] = rules[0]?.when ?? []
  const fresh: Rule = { when: [first === undefined ? NOTHING : { ...first, than: '' }], then: null }
  return (
    <Lines items={rules} onChange={onChange} fresh={fresh} faults={faults}>
      {(item, _, change) => {
        const { when, then } = item as Rule
        const setWhen = (next: readonly Condition[]): void => change({ when: next, then })
        return (
          <div className="policy-rule">
            <div className="policy-conditions">
              {when.map((condition, at) => (
                <div key={at} className="policy-condition">
                  <ConditionFields condition={condition} figures={rule.figures} place={place} onChange={(next) => setWhen(when.map((each, i) => (i === at ? next : each)))} />
                  {when.length > 1 ? <IconButton icon="cross" label={say('dropCondition')} onClick={() => setWhen(when.filter((__, i) => i !== at))} /> : null}
                </div>
              ))}
              <Button kind="quiet" icon="plus" onClick={() => setWhen([...when, { ...NOTHING, figure: when[0]?.figure ?? '' }])}>{say('andAlso')}</Button>
            </div>
            {rule.outcome.is === 'COUNT'
              ? <CountField label={say('points')} value={typeof then === 'number' ? then : null} onChange={(next) => change({ when, then: next })} />
              : <LeafField form={rule.outcome} label={say('outcome')} value={then} onChange={(next) => change({ when, then: next })} place={place} faults={[]} />}
          </div>
        )
      }}
    </Lines>
  )
}

function ConditionFields({ condition, figures, place, onChange }: { condition: Condition; figures: readonly string[]; place: readonly string[]; onChange: (next: Condition) => void }) {
  const say = useWords()
  const { figure, is, than } = condition
  return (
    <>
      <ChoiceField label={say('figure')} value={figure === '' ? null : figure} onChange={(next) => onChange({ figure: next, is: figureWords(next, place) === undefined ? is : 'EQ', than: '' })} choices={figures.map((each) => ({ value: each, label: figureName(each) }))} />
      <ChoiceField label={say('comparison')} value={is} onChange={(next) => onChange({ ...condition, is: next })} choices={COMPARISONS} />
      <ThanField condition={condition} place={place} onChange={(next) => onChange({ figure, is, than: next ?? '' })} key={`${figure} ${than.startsWith('v')}`} />
    </>
  )
}

function ThanField({ condition: { figure, than }, place, onChange }: { condition: Condition; place: readonly string[]; onChange: (than: string | null) => void }) {
  const say = useWords()
  const words = figure === 'netMargin' && !/^-?\d/.test(than) ? GUIDELINES : figureWords(figure, place)
  const label = say('than')
  if (words !== undefined) return <ChoiceField label={label} value={than === '' ? null : than} onChange={onChange} choices={words.map((word) => ({ value: word, label: wordOf(word, [figure]) }))} />
  const typed = than === '' ? null : than
  return isPercent(figure) ? <RateField label={label} value={typed} onChange={onChange} /> : <DecimalField label={label} value={typed} onChange={onChange} />
}
