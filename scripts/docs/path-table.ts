import { STAGES, type Part } from '../../src/path.ts'

const MARK = /(<!-- path -->\n)[\s\S]*?(<!-- \/path -->)/
export type Language = 'en' | 'zh'

const HEADS: Readonly<Record<Language, { head: string; built: string; open: string }>> = {
  en: { head: '| | Stage | What happens | Acts | |', built: 'built', open: 'not yet' },
  zh: { head: '| | 环节 | 做什么 | 动作 | |', built: '已建', open: '未建' },
}

/** A README with the table of the path between its two marks as src/path.ts has it. */
export function withPathTable(text: string, language: Language): string {
  if (!MARK.test(text)) throw new Error('the marks of the path table are missing')
  return text.replace(MARK, (_, open: string, close: string) => `${open}${pathTable(language)}${close}`)
}

function pathTable(language: Language): string {
  const { head, built, open } = HEADS[language]
  const rows = STAGES.map((stage: Part, i) => `| ${i + 1} | ${language === 'en' ? `${stage.id} ${stage.name}` : stage.name} | ${stage.purpose[language]} | ${stage.acts.map((act) => (language === 'en' ? act.id : act.name)).join(', ')} | ${stage.built ? built : open} |`)
  return [head, '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
}
