import path from 'node:path'
import { fileURLToPath } from 'node:url'
import typst from '@myriaddreamin/typst-ts-node-compiler'
import { assert } from '#kernel'
import type { Shadows } from './typst-page.ts'

const FONTS = fileURLToPath(new URL('../fonts', import.meta.resolve('@embedpdf/fonts-sc')))
/** Compilations a remembered piece outlives without being used. */
const REMEMBER = 10

let compiler: InstanceType<typeof typst.NodeCompiler> | undefined

/** The Chinese font, for the rasteriser of charts. */
export const FONT_FILES: readonly string[] = ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'].map((name) => path.join(FONTS, name))

/** Sets a source into a PDF with its fonts embedded. It keeps the thread busy; a source that does not compile is a bug. */
export function compilePdf(source: string, shadows: Shadows): Buffer {
  compiler ??= typst.NodeCompiler.create({ workspace: path.parse(FONTS).root, fontArgs: [{ fontPaths: [FONTS] }] })
  for (const [name, content] of shadows) compiler.mapShadow(name, content)
  try {
    const compiled = compiler.compile({ mainFileContent: source })
    const { result } = compiled
    assert(result !== null, `a document is set without faults: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
    return compiler.pdf(result)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(REMEMBER)
  }
}
