import { z } from 'zod'
import { placeName, stepsOf } from './place-names.ts'
import { Refusal, type RefusalDetail } from './refusal.ts'

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodType

/** More places than this are not listed: whoever sends a thousand wrong fields reads the first hundred. */
const LISTED = 100
/** An unknown field is named by its key, which anyone may have made. */
const LONGEST_NAME = 40

/** Input that does not fit its schema: one refusal for each place, all of them in `errors`. */
export class InvalidInput extends Refusal {
  readonly errors: readonly RefusalDetail[]

  constructor(errors: readonly [RefusalDetail, ...RefusalDetail[]], total: number) {
    const [first] = errors
    super({ ...first, code: 'input.invalid', message: total === 1 ? first.message : `${first.message}（共 ${total} 处不符合要求）` })
    this.errors = errors
  }

  override toJSON(): RefusalDetail & { readonly errors: readonly RefusalDetail[] } {
    return { ...super.toJSON(), errors: this.errors }
  }
}

/**
 * Parse at the door, trust inside: what `schema` makes of `input`, or a refusal that names each wrong place in Chinese.
 * A field is named by its `.meta({ title })`, a check of our own says what it wants by `params: { expected }`; the value of one marked `.meta({ secret: true })` is never quoted.
 */
export function read<S extends z.ZodType>(schema: S, input: unknown, at = ''): z.output<S> {
  const result = schema.safeParse(input, { error: (issue) => says(issue as Issue) })
  if (result.success) return result.data
  const issues = result.error.issues.flatMap(flatten)
  const [first, ...rest] = issues.slice(0, LISTED).map((issue) => detail(schema, input, issue, at))
  if (first === undefined) throw new Error('a failed parse has at least one issue')
  throw new InvalidInput([first, ...rest], issues.length)
}

/** A schema that says what a value must be has said what is expected; words to choose from are listed instead. */
function saysItself({ code, message }: Issue): string | undefined {
  return code !== 'invalid_value' && message.startsWith('须为') ? message.slice('须为'.length).trim() : undefined
}

/** Each unknown key is a place of its own. */
function flatten(issue: Issue): Issue[] {
  if (issue.code === 'unrecognized_keys' && issue.keys.length > 0) return issue.keys.map((key) => ({ ...issue, keys: [], path: [...issue.path, key] }))
  return [issue]
}

function detail(schema: Schema, input: unknown, issue: Issue, at: string): RefusalDetail {
  const { title: known, secret } = nameOf(schema, issue.path)
  const title = issue.code === 'unrecognized_keys' ? String(issue.path.at(-1)).slice(0, LONGEST_NAME) : known
  const value = secret ? undefined : valueAt(input, issue.path)
  const expected = saysItself(issue) ?? expects(isAmount(issue) ? inYuan(issue) : issue)
  const where = placeName(schema, issue.path)
  const allowed = allows(issue)
  const said = isAmount(issue) && issue.message === says(issue) ? says(inYuan(issue)) : issue.message
  return new Refusal({
    code: `input.${issue.code.replaceAll('_', '-')}`,
    message: `${title === '' ? '' : `「${title}」`}${said}`,
    at: at + issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
    ...(where === '' || where === title ? {} : { where }),
    ...(allowed === undefined ? {} : { allowed }),
  }).toJSON()
}

type Bound = Extract<Issue, { code: 'too_small' | 'too_big' }>

/** A bound of an amount, which is kept in fen and read in yuan. */
function isAmount(issue: Issue): issue is Bound {
  return (issue.code === 'too_small' || issue.code === 'too_big') && issue.origin !== 'string' && issue.origin !== 'array' && String(issue.path.at(-1)).endsWith('Fen')
}

function inYuan(issue: Bound): Issue {
  const yuan = (bound: number | bigint) => `${Number(bound) / 100} 元` as unknown as number
  return issue.code === 'too_small' ? { ...issue, minimum: yuan(issue.minimum) } : { ...issue, maximum: yuan(issue.maximum) }
}

/** What a program may send instead; its words are internal, so no person is shown them. */
function allows(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) return issue.options.map(String)
  return issue.code === 'invalid_format' && issue.pattern !== undefined && FORMATS[issue.format] === undefined ? [issue.pattern] : undefined
}

/** The Chinese sentence for an issue whose schema says nothing itself. */
function says(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? '必须填写' : `须为${TYPES[issue.expected] ?? issue.expected}`
    case 'too_small': return `不得${issue.inclusive === false ? '小于或等于' : '少于'} ${issue.minimum}${unit(issue.origin)}`
    case 'too_big': return `不得${issue.inclusive === false ? '大于或等于' : '超过'} ${issue.maximum}${unit(issue.origin)}`
    case 'invalid_format': return `格式不正确，须为${FORMATS[issue.format] ?? '规定的格式'}`
    case 'not_multiple_of': return `须为 ${issue.divisor} 的整数倍`
    case 'unrecognized_keys': return '是多余的字段'
    case 'invalid_value': return '不在允许的取值之内'
    case 'invalid_union': return '不符合任何一种允许的写法'
    case 'invalid_key': return '字段名不符合要求'
    case 'invalid_element': return '其中的内容不符合要求'
    case 'custom': return '不符合要求'
  }
}

function expects(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': return TYPES[issue.expected] ?? issue.expected
    case 'too_small': return `${issue.inclusive === false ? '大于' : '至少'} ${issue.minimum}${unit(issue.origin)}`
    case 'too_big': return `${issue.inclusive === false ? '小于' : '至多'} ${issue.maximum}${unit(issue.origin)}`
    case 'invalid_format': return FORMATS[issue.format]
    case 'not_multiple_of': return `${issue.divisor} 的整数倍`
    case 'unrecognized_keys': return '没有这个字段'
    case 'invalid_value': return wordsOf(issue.values)
    case 'invalid_union': return 'options' in issue && Array.isArray(issue.options) ? wordsOf(issue.options) : undefined
    case 'custom': return typeof issue.params?.['expected'] === 'string' ? issue.params['expected'] : undefined
    case 'invalid_key':
    case 'invalid_element': return undefined
  }
}

/** The words to choose from where they are words of a person, else that there is a list. */
function wordsOf(values: readonly unknown[]): string {
  return values.every((value) => typeof value !== 'string' || /\p{Script=Han}|^\d+$/u.test(value)) ? values.map(String).join('、') : '所列选项之一'
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文本', number: '数字', int: '整数', boolean: '是或否（true/false）', array: '列表', object: '对象', record: '对象', null: '空值', bigint: '整数', date: '日期', tuple: '列表', nan: '数字', never: '没有这个字段',
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '编号（UUID）', email: '邮箱地址', url: '网址', date: '日期 YYYY-MM-DD', datetime: '时刻，如 2025-03-14T02:05:09Z', json_string: 'JSON 文本', base64: 'Base64 文本',
}

function unit(origin: string): string {
  if (origin === 'string') return ' 个字'
  return origin === 'array' || origin === 'set' ? ' 项' : ''
}

/** The nearest title along the path, and whether anything on the way is a secret. */
function nameOf(schema: Schema, path: readonly PropertyKey[]): { title: string; secret: boolean } {
  const steps = stepsOf(schema, path)
  return { title: steps.findLast(({ title }) => title !== undefined)?.title ?? '', secret: steps.some(({ secret }) => secret) }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let at = input
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<PropertyKey, unknown>)[key]
  }
  return at
}
