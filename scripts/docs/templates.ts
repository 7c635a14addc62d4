import { DOCUMENT_KINDS, type Field, FIELD_TYPES, HOUSE_FIELDS, IN_CAPITALS, TEMPLATE_KINDS, FIELDS_OF } from '#common/document/domain'

/** docs/templates.md: the dictionary of template fields as a page, kind by kind. */
export function templatesPage(): string {
  const head = [
    '# Word templates', '',
    'A bank edits the wording of its documents in Word. The shipped templates lie in [`templates/`](../templates), built from `templates/text` by `node scripts/run.mjs scripts/templates/main.ts`; a bank downloads one under 文书模板, changes it and uploads it again. A second person puts it into force; documents already issued keep the version they were made from.', '',
    'A field stands between double braces: `{{借款人姓名}}`. A 金额 field also prints in capitals with the word ' + `${IN_CAPITALS} after its name: \`{{借款金额${IN_CAPITALS}}}\`. 明细 and 是否 open and close a section: \`{{#保证人}}…{{/保证人}}\` repeats its text, or its table row, for each entry; \`{{#有配偶}}…{{/有配偶}}\` prints it only where it applies. Inside a 明细 its own fields come first, then those of the document.`, '',
    'The upload is refused, with the paragraph it happened in, for: an unknown field, a section that is not closed, half a brace; macros, embedded objects, links to the outside; and what Word would print and the PDF would not (automatic numbering, text boxes, footnotes, tracked changes, a foot of its own: number, QR code and hash stand there). A document is not issued while a field it would print has no value.', '',
    '## Every document', '', ...rows(HOUSE_FIELDS), '',
  ]
  return [...head, ...TEMPLATE_KINDS.flatMap((kind) => [`## ${DOCUMENT_KINDS[kind].name}`, '', ...rows(FIELDS_OF[kind]), ''])].join('\n')
}

function rows(fields: readonly Field[]): string[] {
  return ['| Field | Type | Meaning |', '| --- | --- | --- |', ...fields.flatMap((field) => row(field, ''))]
}

function row({ name, type, says, fields = [] }: Field, inside: string): string[] {
  return [`| ${inside}${name} | ${FIELD_TYPES[type]} | ${says} |`, ...fields.flatMap((field) => row(field, `${name} › `))]
}
