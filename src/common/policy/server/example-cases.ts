import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StoredCase } from './stored-case.ts'

const FOLDER = new URL('../../../../examples/', import.meta.url)

/** The worked cases that ship with the product: what a draft does to them everyone can follow by hand. */
export function exampleCases(): readonly StoredCase[] {
  return readdirSync(fileURLToPath(FOLDER)).filter((name) => name.endsWith('.json') && !name.includes('.expected.')).toSorted().flatMap((name): StoredCase[] => {
    const caseFile = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { format?: string; business?: { trade?: string }; request?: { product?: string } }
    if (caseFile.format !== 'weidai-case/1') return []
    return [{ caseId: null, name: name.replace('.json', ''), unitId: undefined, product: caseFile.request?.product ?? '', trade: caseFile.business?.trade ?? 'general', caseFile, judged: null }]
  })
}
