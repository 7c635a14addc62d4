import type { Evidence } from '#common/assessment/domain'
import type { EvidenceRow } from './evidence.ts'

/** A row of the evidence store as a case file names it. */
export function asCaseEvidence(row: EvidenceRow): Evidence {
  return {
    id: row.evidenceId, class: row.class, kind: row.kind, title: row.title,
    ...(row.text === null ? {} : { text: row.text }),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    ...(row.takenAt === null ? {} : { takenAt: row.takenAt }),
    ...(placeText(row) === undefined ? {} : { place: placeText(row) }),
    by: row.by.name,
  }
}

function placeText(row: EvidenceRow): string | undefined {
  if (row.place === null) return row.placeMissing === null ? undefined : `无定位：${row.placeMissing}`
  const { latitude, longitude, accuracyM } = row.place
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}${accuracyM === null ? '' : ` ±${accuracyM}m`}`
}
