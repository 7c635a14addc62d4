// Plain JavaScript that runs on Node 20 with nothing installed: installs what is missing, then runs a TypeScript file of the project.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { install, newNode, root } from './install.mjs'

const [file = '', ...args] = process.argv.slice(2)
install()
const run = spawnSync(newNode(), [path.join(root, file), ...args], { cwd: root, stdio: 'inherit' })
process.exitCode = run.status ?? 1
