/**
 * A number as a spreadsheet stores it (`49.740000000000002`, `1E+5`) as the shortest decimal that means the same, without
 * exponent. Digits beyond what a number holds are kept as written: they are an id, not an amount.
 */
export function plainNumber(stored: string): string {
  if (/^\d{16,}$/.test(stored)) return stored
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  const shortest = String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest)
  if (!match) return shortest
  const [, sign = '', first = '', rest = '', power = '0'] = match
  const digits = `${first}${rest}`
  const point = Number(power) + 1
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? `${sign}${digits.padEnd(point, '0')}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
