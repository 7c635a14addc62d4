const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text inside XML. */
export function escaped(text: string): string {
  return /[&<>"]/.test(text) ? text.replaceAll(/[&<>"]/g, (mark) => MARKS[mark]!) : text
}

/** What a person wrote, without the signs XML has no place for. */
export function written(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the very signs
  return escaped(text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll(/\p{Surrogate}/gu, ''))
}
