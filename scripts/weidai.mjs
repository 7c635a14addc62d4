import { spawnSync } from 'node:child_process'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, newNode, root, runsTypeScript } from './install.mjs'

install()
if (runsTypeScript()) {
  module.enableCompileCache?.(path.join(root, 'var', 'compile-cache'))
  const { main } = await import('../src/app/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const again = spawnSync(newNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = again.status ?? 1
}
