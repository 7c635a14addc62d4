/** Warnings of one kind that are written out; the last of them tells how many there are. */
export const MOST_WARNINGS = 20

export function othersToo(index: number, count: number): string {
  return index === MOST_WARNINGS - 1 && count > MOST_WARNINGS ? `（共 ${count} 处，其余从略）` : ''
}
