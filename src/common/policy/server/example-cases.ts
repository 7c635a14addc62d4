import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadIndustry } from '#platform/packs'
import type { StoredCase } from './stored-case.ts'

/** A worked case, by the file it stands in. */
export interface ExampleCase extends StoredCase {
  readonly file: string
}

const FOLDER = new URL('../../../../examples/', import.meta.url)

/** The worked cases that ship with the product: what a draft does to them everyone can follow by hand. */
export function exampleCases(): readonly ExampleCase[] {
  return readdirSync(fileURLToPath(FOLDER)).filter((name) => name.endsWith('.json') && !name.includes('.expected.')).toSorted().flatMap((name): ExampleCase[] => {
    const caseFile = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { format?: string; applicant?: { name?: string }; business?: { trade?: string }; request?: { product?: string } }
    if (caseFile.format !== 'weidai-case/1') return []
    const [trade, product] = [caseFile.business?.trade ?? 'general', caseFile.request?.product ?? '']
    return [{ file: name.replace('.json', ''), caseId: null, name: `${caseFile.applicant?.name ?? ''}（${trade === 'general' ? product : loadIndustry(trade).name}）`, unitId: undefined, product, trade, caseFile, judged: null }]
  })
}
