/** The rings of a graph: each group of nodes that all reach each other, and each node that points at itself (Tarjan, without recursion). */
export function cycles(next: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const state: State = { index: new Map(), low: new Map(), open: new Set(), stack: [], rings: [] }
  for (const node of next.keys()) if (!state.index.has(node)) explore(node, next, state)
  return state.rings.filter((ring) => ring.length > 1 || next.get(ring[0]!)?.has(ring[0]!))
}

interface State {
  readonly index: Map<string, number>
  readonly low: Map<string, number>
  readonly open: Set<string>
  readonly stack: string[]
  readonly rings: string[][]
}

function explore(start: string, next: ReadonlyMap<string, ReadonlySet<string>>, state: State): void {
  const path = [enter(start, next, state)]
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const step = at.rest.next()
    if (step.done) {
      path.pop()
      const parent = path.at(-1)
      if (parent) lower(state, parent.node, state.low.get(at.node)!)
      if (state.low.get(at.node) === state.index.get(at.node)) close(at.node, state)
    } else if (!state.index.has(step.value)) path.push(enter(step.value, next, state))
    else if (state.open.has(step.value)) lower(state, at.node, state.index.get(step.value)!)
  }
}

function enter(node: string, next: ReadonlyMap<string, ReadonlySet<string>>, state: State): { node: string; rest: Iterator<string> } {
  state.index.set(node, state.index.size)
  state.low.set(node, state.index.size - 1)
  state.open.add(node)
  state.stack.push(node)
  return { node, rest: (next.get(node) ?? new Set<string>()).values() }
}

function lower(state: State, node: string, to: number): void {
  state.low.set(node, Math.min(state.low.get(node)!, to))
}

function close(node: string, state: State): void {
  const ring = state.stack.splice(state.stack.indexOf(node))
  for (const one of ring) state.open.delete(one)
  state.rings.push(ring)
}
