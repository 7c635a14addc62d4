// node scripts/run.mjs scripts/templates/main.ts: builds the shipped Word templates from their text in templates/text.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { openWord, packWord } from '../../src/common/document/server/word-file.ts'
import { buildTemplate } from './build-template.ts'

const folder = new URL('../../templates/', import.meta.url)
for (const file of readdirSync(new URL('text/', folder)).sort()) {
  const name = file.replace(/\.txt$/, '')
  const parts = await openWord(await buildTemplate(name, readFileSync(new URL(`text/${file}`, folder), 'utf8')))
  // The library writes the moment of building; without it the same text gives the same bytes.
  const core = parts.get('docProps/core.xml')?.toString('utf8').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2025-01-01T00:00:00Z')
  if (core !== undefined) parts.set('docProps/core.xml', Buffer.from(core))
  writeFileSync(new URL(`${name}.docx`, folder), await packWord(parts))
  process.stdout.write(`${name}.docx\n`)
}
