import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CaseFile } from '#common/assessment/domain'
import type { FileApplication } from '#loan/application/domain'
import type { z } from 'zod'
import { checkCharacter } from '#common/customer/domain'
import type { Person } from '../people.ts'

function example(name: string): CaseFile {
  return CaseFile.parse(JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8')))
}

/** GC-01 and RC-01 as the specification gives them. */
export const gc01 = (): CaseFile => example('gc-01')
export const rc01 = (): CaseFile => example('rc-01')

let [taken, last] = [randomInt(100_000), '']
/** The number of nobody else: of the area 000000, which no person has. */
export function idNumber(born = '19820916'): string {
  const first17 = `000000${born}${String(100 + ++taken % 900)}`
  const text = first17 + checkCharacter(first17)
  return text === last ? idNumber(born) : (last = text)
}
export function mobile(): string {
  return `137${String(10_000_000 + ++taken)}`
}

/** Somebody new on file under this name. */
export async function putOnFile(manager: Person, name: string, customerType = 'SELF_EMPLOYED'): Promise<string> {
  const born = `19${randomInt(68, 98)}${String(randomInt(1, 13)).padStart(2, '0')}${String(randomInt(1, 29)).padStart(2, '0')}`
  return (await manager.post<{ customerId: string }>('/api/customers', { name, customerType, idNumber: idNumber(born), phone: mobile() })).customerId
}

/** What is taken in at the counter of a case file: identified, told, consented, every document handed in; under a line where it is a further product. */
export function intake(file: CaseFile, customerId: string, assistId: string | null, lineId: string | null = null): z.input<typeof FileApplication> {
  const { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeItems } = file.request
  const { phone, residence, marriage, children, property } = file.applicant
  const { name, trade, city, startedOn, licensed, premises, leaseEndsOn } = file.business
  const parties = [
    ...(file.spouse === null ? [] : [{ role: 'SPOUSE' as const, name: file.spouse.name, relation: '配偶' }]),
    ...(file.guarantor === null ? [] : [{ role: 'GUARANTOR' as const, name: file.guarantor.name, relation: '亲属' }]),
  ]
  const signed = { signedOn: '2025-03-11', note: '签署件原件在案卷' }
  return {
    customerId, lineId, source: file.application.source, assistId, spouseName: file.spouse?.name ?? null, parties,
    identification: { how: 'ORIGINAL_SEEN' }, told: ['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE'], lists: { outcome: 'CLEAR', says: '本行名单与失信被执行人名单均无记录' },
    consents: [{ kind: 'PERSONAL_DATA', ...signed }, ...[null, ...parties.keys()].map((party) => ({ kind: 'BUREAU' as const, ...signed, party }))],
    received: ['ID_CARD', 'MARRIAGE', 'LICENCE', 'PREMISES', 'RESIDENCE', 'FLOWS', ...(guarantee === 'PERSONAL_GUARANTEE' ? ['GUARANTOR_ID'] : guarantee === 'MORTGAGE' ? ['TITLE_DEED'] : guarantee === 'JOINT_LIABILITY' ? ['JOINT_AGREEMENT'] : [])], documentsComplete: true,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel: purposeItems[0]?.label ?? '', purposeFen: purposeItems.reduce((sum, item) => sum + item.amountFen, 0) },
    applicant: { phone, residence, marriage, children, property },
    business: { name, trade, city, startedOn, licensed, premises, leaseEndsOn },
  }
}
