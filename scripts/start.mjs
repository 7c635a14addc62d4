// Plain JavaScript that runs on Node 20 with nothing installed: `npm start` begins here.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, newNode, root, runsTypeScript } from './install.mjs'

install()
stopWithNpm()
if (runsTypeScript()) {
  module.enableCompileCache?.(path.join(root, 'var', 'compile-cache'))
  if (process.argv[2] !== 'worker') (await import('./web.mjs')).buildWeb()
  const { main } = await import('../src/app/server/main.ts')
  process.exit(await main())
} else {
  // The channel tells the new process when this one is killed, however that happens.
  const server = spawn(newNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

/** npm starts us through a shell, which does not hand its end on: a server whose npm is gone would run on unseen. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const [shell, npm] = ancestors()
  setInterval(() => {
    const [parent, grandparent] = ancestors()
    if (parent !== shell || grandparent !== npm) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

/** The processes that started this one and that one; the second is known on Linux only. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return [process.ppid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]]
  } catch {
    return [process.ppid, undefined]
  }
}
