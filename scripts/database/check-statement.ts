import { loadModule, parseSync } from 'libpg-query'

await loadModule()

type Node = { readonly [key: string]: unknown }

/** A table as a statement names it: under an alias or its own name. */
interface Range {
  readonly alias: string
  /** Undefined for what is no table: a subquery, a function, a common table expression. */
  readonly table: string | undefined
}

/**
 * The tables a statement reads or writes without saying for which bank: each needs `bank_id = value`, or equality with the
 * bank_id of something that has it; an insert must name the column. Reads PostgreSQL's own syntax tree.
 */
export function tablesWithoutBank(statement: string, bankTables: ReadonlySet<string>): string[] {
  const found: string[] = []
  const { stmts = [] } = parseSync(statement) as { stmts?: { stmt: Node }[] }
  for (const { stmt } of stmts) walk(stmt, new Set(), (kind, scope, withNames) => found.push(...checkScope(kind, scope, withNames, bankTables)))
  return found
}

const SCOPES = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'])

/** Calls `visit` for every statement inside a statement, with the names of the common table expressions it can see. */
function walk(value: unknown, withNames: ReadonlySet<string>, visit: (kind: string, scope: Node, withNames: ReadonlySet<string>) => void): void {
  if (Array.isArray(value)) for (const item of value as unknown[]) walk(item, withNames, visit)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [kind, inner] of Object.entries(value)) {
    const scope = SCOPES.has(kind) ? kind : isSideOfUnion(kind, inner) ? 'SelectStmt' : undefined
    const names = scope ? new Set([...withNames, ...namesOfWith(inner as Node)]) : withNames
    if (scope) visit(scope, inner as Node, names)
    walk(inner, names, visit)
  }
}

/** The sides of a union are statements without saying so; those of a join are named by what they are. */
function isSideOfUnion(kind: string, inner: unknown): boolean {
  return (kind === 'larg' || kind === 'rarg') && typeof inner === 'object' && inner !== null && 'limitOption' in inner
}

function namesOfWith(scope: Node): string[] {
  const clause = scope['withClause'] as { ctes?: { CommonTableExpr: { ctename: string } }[] } | undefined
  return (clause?.ctes ?? []).map((cte) => cte.CommonTableExpr.ctename)
}

function checkScope(kind: string, scope: Node, withNames: ReadonlySet<string>, bankTables: ReadonlySet<string>): string[] {
  if (kind === 'InsertStmt') return checkInsert(scope, bankTables)
  const ranges: Range[] = []
  const conditions: Node[] = []
  const own = scope['relation'] as Node | undefined
  if (own) collectRanges({ RangeVar: own }, withNames, ranges, conditions)
  for (const item of [...list(scope['fromClause']), ...list(scope['usingClause']), ...(kind === 'MergeStmt' ? [scope['sourceRelation'] as Node] : [])]) collectRanges(item, withNames, ranges, conditions)
  for (const condition of [scope['whereClause'], scope['joinCondition']]) if (condition) conditions.push(condition as Node)
  const bound = boundAliases(ranges, conditions.flatMap(conjuncts))
  return ranges.filter(({ alias, table }) => table !== undefined && bankTables.has(table) && !bound.has(alias)).map(({ table }) => table!)
}

function checkInsert(scope: Node, bankTables: ReadonlySet<string>): string[] {
  const table = (scope['relation'] as { relname: string }).relname
  const columns = list(scope['cols']).map((column) => (column['ResTarget'] as { name: string }).name)
  return bankTables.has(table) && !columns.includes('bank_id') ? [table] : []
}

function collectRanges(node: Node, withNames: ReadonlySet<string>, ranges: Range[], conditions: Node[]): void {
  const [kind, body] = Object.entries(node)[0] as [string, Node]
  const alias = (body['alias'] as { aliasname?: string } | undefined)?.aliasname
  if (kind === 'RangeVar') {
    const name = body['relname'] as string
    ranges.push({ alias: alias ?? name, table: withNames.has(name) && body['schemaname'] === undefined ? undefined : name })
  } else if (kind === 'JoinExpr') {
    collectRanges(body['larg'] as Node, withNames, ranges, conditions)
    collectRanges(body['rarg'] as Node, withNames, ranges, conditions)
    // What an outer join asks of its right side does not hold for the whole, but does for the side it reads.
    if (body['quals']) conditions.push(body['quals'] as Node)
  } else ranges.push({ alias: alias ?? '', table: undefined })
}

/** The parts of a condition that all must hold. */
function conjuncts(condition: Node): Node[] {
  const and = condition['BoolExpr'] as { boolop: string; args: Node[] } | undefined
  return and?.boolop === 'AND_EXPR' ? and.args.flatMap(conjuncts) : [condition]
}

/** Aliases whose bank_id is fixed: by a value, by something outside, or by equality with one that is. */
function boundAliases(ranges: readonly Range[], conditions: readonly Node[]): ReadonlySet<string> {
  const bound = new Set<string>()
  const pairs: [string, string][] = []
  const local = new Map(ranges.map((range) => [range.alias, range]))
  for (const condition of conditions) {
    const equality = equalityOf(condition)
    if (!equality) continue
    const [left, right] = equality.map((side) => bankColumn(side, ranges))
    if (left === undefined && right === undefined) continue
    if (left !== undefined && right !== undefined) pairs.push([left, right])
    else if (isValue(equality[left === undefined ? 0 : 1]!)) bound.add((left ?? right)!)
  }
  for (const alias of new Set(pairs.flat())) if (local.get(alias)?.table === undefined) bound.add(alias) // a checked subquery, or a table outside
  for (let grew = true; grew; ) {
    grew = false
    for (const [a, b] of pairs) {
      if (bound.has(a) === bound.has(b)) continue
      bound.add(a).add(b)
      grew = true
    }
  }
  return bound
}

function equalityOf(condition: Node): [Node, Node] | undefined {
  const expression = condition['A_Expr'] as { kind: string; name: { String: { sval: string } }[]; lexpr: Node; rexpr: Node } | undefined
  return expression?.kind === 'AEXPR_OP' && expression.name.at(-1)?.String.sval === '=' ? [expression.lexpr, expression.rexpr] : undefined
}

/** The alias whose bank_id this is; without an alias it is the only table there is. */
function bankColumn(side: Node, ranges: readonly Range[]): string | undefined {
  const fields = (side['ColumnRef'] as { fields: { String?: { sval: string } }[] } | undefined)?.fields.map((field) => field.String?.sval)
  if (fields?.at(-1) !== 'bank_id') return undefined
  return fields.length > 1 ? fields.at(-2) : ranges.length === 1 ? ranges[0]!.alias : undefined
}

/** A parameter or constant, perhaps cast. */
function isValue(side: Node): boolean {
  const cast = side['TypeCast'] as { arg: Node } | undefined
  return cast ? isValue(cast.arg) : 'ParamRef' in side || 'A_Const' in side
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? (value as Node[]) : []
}
