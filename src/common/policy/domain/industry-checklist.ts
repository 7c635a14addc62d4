import { Refusal } from '#kernel'
import { BLOCKS, type CheckItem, type Fills } from './industry-items.ts'

/** What an input of a method takes: fen, a whole number, decimal text, words or yes and no. */
export type InputKind = 'FEN' | 'WHOLE' | 'DECIMAL' | 'WORDS' | 'TRUTH'
/** One input of a method; a list has inputs of its own. */
export interface MethodInput {
  readonly kind: InputKind | 'LIST' | 'OTHER'
  readonly required: boolean
  readonly fields?: Readonly<Record<string, MethodInput>>
}
/** The methods a checklist may feed: the accounts each verifies and its inputs. */
export type MethodInputs = Readonly<Record<string, { readonly accounts: readonly string[]; readonly fields: Readonly<Record<string, MethodInput>> }>>

const BLOCK_NAMES = { OPERATION: '经营', FINANCE: '财务', FUNDS: '资金', CUSTOMERS: '客群' } as const
const ITEMS = 40
const BOUND = 12
/** What kinds of input an answer becomes; a share is typed in percent and kept as a fraction. */
const BECOMES: Readonly<Record<CheckItem['answer'], readonly MethodInput['kind'][]>> = { TEXT: ['WORDS'], YES_NO: ['TRUTH'], NUMBER: ['WHOLE', 'DECIMAL'], AMOUNT: ['FEN'], SHARE: ['DECIMAL'], PHOTO: [] }

/** Refuses a checklist that misses a block, is too short for a trade, or feeds an input that does not exist or that never becomes whole. */
export function refuseChecklist({ covers, checklist }: { readonly covers: 'TRADE' | 'ANY'; readonly checklist: readonly CheckItem[] }, inputs: MethodInputs): void {
  const ids = checklist.map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) throw new Refusal({ code: 'industry.same-id', message: `清单两项同用编号「${twice}」`, at: `/checklist/${ids.lastIndexOf(twice)}/id`, value: twice, expected: '编号各不相同' })
  const missing = BLOCKS.find((block) => !checklist.some((item) => item.block === block))
  if (missing !== undefined) throw new Refusal({ code: 'industry.blocks', message: `清单缺少「${BLOCK_NAMES[missing]}」一块`, at: '/checklist', value: missing, expected: '经营、财务、资金、客群四块俱全' })
  if (covers === 'TRADE' && checklist.length < ITEMS) throw new Refusal({ code: 'industry.few-items', message: `清单只有 ${checklist.length} 项`, at: '/checklist', value: checklist.length, expected: `至少 ${ITEMS} 项` })
  const bound = checklist.filter(({ fills }) => fills.length > 0).length
  if (covers === 'TRADE' && bound < BOUND) throw new Refusal({ code: 'industry.few-bound', message: `清单只有 ${bound} 项流入检验方法`, at: '/checklist', value: bound, expected: `至少 ${BOUND} 项` })
  for (const [at, item] of checklist.entries()) for (const [i, fills] of item.fills.entries()) refuseFills(item, fills, `/checklist/${at}/fills${item.fills.length > 1 ? `/${i}` : ''}`, inputs)
  refuseNeverWhole(checklist, inputs)
}

function refuseFills({ answer }: CheckItem, fills: Fills, at: string, inputs: MethodInputs): void {
  const no = (step: keyof Fills, message: string, expected: readonly string[]): Refusal => new Refusal({ code: 'industry.fills', message, at: `${at}/${step}`, value: fills[step], expected: expected.join('、') })
  const method = inputs[fills.method]
  if (method === undefined) throw no('method', `没有检验方法「${fills.method}」`, Object.keys(inputs))
  if (!method.accounts.includes(fills.account)) throw no('account', `方法「${fills.method}」不检验科目「${fills.account}」`, method.accounts)
  if ((fills.list === undefined) !== (fills.label === undefined)) throw no('label', '流入列表须同时写明 list 与 label', ['list 与 label 成对'])
  const list = fills.list === undefined ? undefined : method.fields[fills.list]
  if (fills.list !== undefined && list?.kind !== 'LIST') throw no('list', `方法「${fills.method}」没有列表「${fills.list}」`, Object.keys(method.fields).filter((key) => method.fields[key]?.kind === 'LIST'))
  const fields = list?.fields ?? method.fields
  const field = fields[fills.field]
  if (field === undefined) throw no('field', `方法「${fills.method}」没有输入「${fills.field}」`, Object.keys(fields))
  if (!BECOMES[answer].includes(field.kind)) throw no('field', `「${answer}」类回答填不进输入「${fills.field}」`, Object.keys(fields).filter((key) => BECOMES[answer].includes(fields[key]?.kind ?? 'OTHER')))
  const stray = Object.keys(fills.with ?? {}).find((key) => fields[key] === undefined && method.fields[key] === undefined)
  if (stray !== undefined) throw no('with', `方法「${fills.method}」没有输入「${stray}」`, Object.keys(fields))
}

/** Answers and fixed inputs together must make a row the method can be computed from. */
function refuseNeverWhole(checklist: readonly CheckItem[], inputs: MethodInputs): void {
  for (const { method, account, items, bound } of boundRows(checklist)) {
    const known = inputs[method]?.fields ?? {}
    const given = (part: readonly Fills[]): Set<string> => new Set(part.flatMap(({ field, with: more }) => [field, ...Object.keys(more ?? {})]))
    const fills = bound.map((each) => each.fills)
    const own = new Set([...given(fills.filter(({ list }) => list === undefined)), ...fills.flatMap((one) => Object.keys(one.with ?? {}))])
    const lists = new Set(fills.flatMap(({ list }) => (list === undefined ? [] : [list])))
    const lacks = Object.keys(known).find((key) => known[key]?.required === true && !own.has(key) && !lists.has(key))
    const lacksInList = [...lists].flatMap((list) => [...new Set(fills.filter((one) => one.list === list).map(({ label }) => label))].flatMap((label) => {
      const there = given(fills.filter((one) => one.list === list && one.label === label))
      const fields = known[list]?.fields ?? {}
      return Object.keys(fields).filter((key) => key !== 'label' && fields[key]?.required === true && !there.has(key)).map((key) => `${list}「${label ?? ''}」${key}`)
    }))[0]
    const lacking = lacks ?? lacksInList
    if (lacking !== undefined) throw new Refusal({ code: 'industry.never-whole', message: `清单给方法「${method}」的输入不全，少「${lacking}」`, at: '/checklist', value: items.map(({ id }) => id), expected: `${method} ${account} 的必填输入都有对应的问题或固定值` })
  }
}

/** One row of a case's checks that answers make up: its questions, and which input of the row each answer becomes. */
export interface BoundRow {
  readonly method: string
  readonly account: string
  readonly items: readonly CheckItem[]
  readonly bound: readonly { readonly item: CheckItem; readonly fills: Fills }[]
}

/** The questions of a checklist by the row they flow into, in the order they are asked; one answer may flow into several. */
export function boundRows(checklist: readonly CheckItem[]): BoundRow[] {
  const rows = new Map<string, { method: string; account: string; items: CheckItem[]; bound: { item: CheckItem; fills: Fills }[] }>()
  for (const item of checklist) for (const fills of item.fills) {
    const { method, account } = fills
    const row = rows.get(`${method} ${account}`) ?? { method, account, items: [], bound: [] }
    if (!row.items.includes(item)) row.items.push(item)
    row.bound.push({ item, fills })
    rows.set(`${method} ${account}`, row)
  }
  return [...rows.values()]
}
