import { type Condition, type Form, idsOf, part, plainText } from '#common/policy/domain'
import { exact, fen, formatExact, formatYuan, multiply } from '#kernel'
import { figureName, isPercent, wordOf } from './value-words.ts'

/** Where a value stands: the name of its key, then the fields down to it. It tells words apart that mean different things. */
export type Place = readonly string[]

/** How comparisons are written. */
export const SIGNS: Readonly<Record<Condition['is'], string>> = { GE: '≥', LE: '≤', GT: '＞', LT: '＜', EQ: '=' }

/** A value on one line, as a banker writes it: `25%`, `300,000元`, `2 个工作日`, `偿债覆盖倍数 ≥ 2.00：10 分`. */
export function valueText(form: Form, value: unknown, place: Place): string {
  if (value === null || value === undefined) return form.is === 'OR_NOTHING' ? nothingText(form) : '—'
  switch (form.is) {
    case 'PERCENT': return percent(plainText(value))
    case 'MULTIPLE': return `${plainText(value)} 倍`
    case 'COUNT': return plainText(value)
    case 'MONEY': return `${formatYuan(fen(Number(value))).replace(/\.00$/, '')}元`
    case 'FLAG': return value === true ? '是' : '否'
    case 'CHOICE': case 'CODE': return wordOf(plainText(value), place)
    case 'CLOCK': case 'TEXT': return plainText(value)
    case 'OR_NOTHING': return valueText(form.of, value, place)
    case 'SET': return itemsOf(value).map((item) => valueText(form.item, item, place)).join('、') || '无'
    case 'LIST': return itemsOf(value).map((item) => valueText(form.item, item, place)).join(form.item.is === 'CHOICE' ? ' › ' : '；')
    case 'ROW': return rowText(form.fields, value, place)
    case 'ENTRIES': return idsOf(value).map((id) => `${id} ${valueText(form.item, part(value, id), [...place, id])}`).join('；')
    case 'RULE': return ruleLine(value as Rule, form.outcome, place)
    default: return form satisfies never
  }
}

/** What an empty value means. */
function nothingText(form: Form): string {
  return form.is === 'OR_NOTHING' && form.of.is === 'MONEY' ? '不设上限' : '不按偏差判断'
}

/** `留空表示不设上限` */
export function emptyMeans(form: Form): string {
  return `留空表示${nothingText(form)}`
}

/** What a value may be, in the form it is typed in; empty where the field itself allows nothing else. */
export function expectedText(form: Form): string {
  switch (form.is) {
    case 'PERCENT': return `${percent(form.from)} 到 ${percent(form.to)}`
    case 'MULTIPLE': return `${form.from} 到 ${form.to} 倍`
    case 'COUNT': return `${form.from} 到 ${form.to} 之间的整数`
    case 'MONEY': return '非负金额'
    case 'OR_NOTHING': return `${expectedText(form.of)}，${emptyMeans(form)}`
    case 'CLOCK': return '24 小时制时刻，如 09:00'
    case 'CODE': return '大写英文代码，如 REAL_ESTATE'
    case 'TEXT': return form.such === undefined ? '非空文字' : `如 ${form.such}`
    case 'SET': return '各项不重复'
    case 'LIST': return '至少一项'
    case 'RULE': return '指标、比较与数值都填写'
    case 'FLAG': case 'CHOICE': case 'ROW': case 'ENTRIES': return ''
    default: return form satisfies never
  }
}

/** The form of what stands at a place inside a value. */
export function formAt(form: Form, at: readonly string[]): Form {
  const [step, ...rest] = at
  if (step === undefined) return form
  if (form.is === 'OR_NOTHING') return formAt(form.of, at)
  if (form.is === 'SET' || form.is === 'LIST') return formAt(form.item, rest)
  const field = form.is === 'ROW' ? form.fields[step] : form.is === 'ENTRIES' ? form.item : undefined
  return field === undefined ? form : formAt(field, rest)
}

type Rule = { readonly when: readonly Condition[]; readonly then: unknown }

/** The conditions of a rule: `贷后负债率 ≤ 30% 且 …`; without the figure's name where a table's row says it already. */
export function conditionText({ when }: Rule, without?: string): string {
  return when.map(({ figure, is, than }) => {
    const compared = is === 'EQ' && isWord(than) ? thanText(figure, than) : `${SIGNS[is]} ${thanText(figure, than)}`
    return figure === without ? compared : `${figureName(figure)} ${compared}`
  }).join(' 且 ')
}

/** Whether a rule compares with a word rather than a number. */
export function isWord(than: string): boolean {
  return /^[A-Z_]+$/.test(than)
}

function thanText(figure: string, than: string): string {
  if (!/^-?\d/.test(than)) return wordOf(than, [figure])
  return isPercent(figure) ? percent(than) : than
}

/** `0.25` → `25%`, with no more places than it has. */
export function percent(value: string): string {
  return `${trimmed(formatExact(multiply(exact(value), 100), 8))}%`
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function ruleLine(rule: Rule, outcome: Form, place: Place): string {
  return `${conditionText(rule)}：${valueText(outcome, rule.then, place)}${outcome.is === 'COUNT' ? ' 分' : ''}`
}

function rowText(fields: Readonly<Record<string, Form>>, value: unknown, place: Place): string {
  const names = Object.keys(fields)
  const say = (name: string): string => valueText(fields[name]!, part(value, name), [...place, name])
  if (names.join() === 'value,unit') return `${say('value')} ${say('unit')}`
  if (names.join() === 'agree,of,vetoStops') return `同意达 ${say('agree')}/${say('of')}${part(value, 'vetoStops') === true ? '，一票否决即止' : ''}`
  if (names.join() === 'from,to') return `${say('from')} 至 ${say('to')}`
  return names.map((name) => `${wordOf(name, place)} ${say(name)}`).join('，')
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
