import { CaseFile } from '#common/assessment/domain'

/** The file with one statement of payables 6 % off what was counted, its cause written. */
export function sixPercentOff(file: CaseFile): CaseFile {
  return { ...file, checks: file.checks.map((check) => (check.account === 'payables' && check.method === 'X01' ? { ...check, documentsFen: 12_408_000, causeKind: 'TIMING', cause: '供应商尚未入账的一车货' } : check)) }
}

/** A shop of the same shape so many times as large; unit prices stay what they are. */
export function timesAsLarge(file: CaseFile, times: number): CaseFile {
  const larger = CaseFile.parse(JSON.parse(JSON.stringify(file, (key, value: unknown) => {
    if (!key.endsWith('Fen')) return value
    return Array.isArray(value) ? value.map((one) => Number(one) * times) : typeof value === 'number' ? value * times : value
  })))
  return { ...larger, checks: larger.checks.map((check, at) => (check.method === 'X24' ? file.checks[at]! : check)) }
}

export function asking(file: CaseFile, amountFen: number): CaseFile {
  return { ...file, request: { ...file.request, amountFen } }
}
