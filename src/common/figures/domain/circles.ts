import { assert } from '#kernel'
import { type Expr, parts } from './formula.ts'

interface Node {
  readonly id: string
  readonly over?: string
  readonly expr: Expr
}

/**
 * Refuses figures that need each other. A roll forward is none: on its way round every figure keeps its place in the
 * same list, and at least one step goes to the instance before.
 */
export function refuseCircles(figures: ReadonlyMap<string, Node>, dependents: ReadonlyMap<string, ReadonlySet<string>>): void {
  const now = new Map<string, readonly string[]>()
  for (const figure of figures.values()) {
    const steps = stepsOf(figure, figures)
    for (const { to, keepsPlace } of steps) assert(keepsPlace || (to !== figure.id && dependents.get(figure.id)?.has(to) !== true), `figures in a circle: ${figure.id} → ${to} → … → ${figure.id}`)
    now.set(figure.id, steps.filter(({ before }) => !before).map(({ to }) => to))
  }
  const done = new Set<string>()
  const visit = (id: string, path: readonly string[]): void => {
    assert(!path.includes(id), `figures in a circle: ${[...path, id].join(' → ')}`)
    if (done.has(id)) return
    for (const to of now.get(id)!) visit(to, [...path, id])
    done.add(id)
  }
  for (const id of figures.keys()) visit(id, [])
}

interface Step {
  readonly to: string
  /** Reads the same row or month of the same list, or the one before it. */
  readonly keepsPlace: boolean
  readonly before: boolean
}

function stepsOf(figure: Node, figures: ReadonlyMap<string, Node>): Step[] {
  const steps: Step[] = []
  for (const part of parts(figure.expr)) {
    if (part.t !== 'figure' && part.t !== 'previous' && part.t !== 'overFigure') continue
    const sameList = figure.over !== undefined && figures.get(part.id)!.over === figure.over
    steps.push({ to: part.id, keepsPlace: sameList && (part.t === 'previous' || (part.t === 'figure' && part.at === null)), before: sameList && part.t === 'previous' })
  }
  return steps
}
