// Plain JavaScript that runs on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process'

/** Installs Debian packages where this process may: as root, with apt. Elsewhere nothing happens; whoever asked looks again for what he needs. */
export function installPackages(packages) {
  if (packages.length === 0 || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return
  process.stderr.write(`Installing ${packages.join(' and ')} …\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}
