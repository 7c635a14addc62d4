/** Words of programs that people of a bank read every day; everything else in Latin letters is internal. */
const KNOWN = /\b(?:Excel|Word|WPS|PDF|CSV|ZIP|XML|XLSX|DOCX|PNG|JPEG|HEIC|JSON|YAML|HTML|SMTP|URL|UTF-?8|UTF-?16|GB18030|GBK|[A-Z]{1,3}\d{6,}|SHA-?256|DTD|MB|KB|GPS|BOM|UUID|LTV|PSI|AB|WOE|FR\d\d|X\d\d|S\d-\d\d|YYYY-?MM(?:-?DD)?|GB|PostgreSQL|Fen|true|false)\b/gi
/** What somebody typed or named is quoted; the words of a policy or product are what its author writes. */
const QUOTED = /取值之一：.*|「[^」]*」|"[^"]*"|『[^』]*』/g
const INTERNAL = /[A-Za-z_-]{2,}/g

/** The words of a text no banker knows. */
export function internalWords(text: string): string[] {
  return text.replaceAll(QUOTED, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replaceAll(KNOWN, '').match(INTERNAL)?.filter((word) => /[a-z]{2}/i.test(word)) ?? []
}
