// Plain JavaScript that runs on Node 20 with nothing installed: `npm start` begins here.
import { spawn } from 'node:child_process'
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
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
