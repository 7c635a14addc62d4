// Plain JavaScript that runs on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installPackages } from './apt.mjs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const FONT = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

/** Flags for a browser without display or outside world: without them Chromium keeps calling home and waits for answers. */
export const BROWSER_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps', '--font-render-hinting=none']

/** The browser journeys run in: the one named by WEIDAI_CHROMIUM, else the first found, else undefined. */
export function findBrowser() {
  return [process.env.WEIDAI_CHROMIUM, ...PLACES].find((place) => place && existsSync(place))
}

/** Finds a browser or, as root on Debian, installs it with a Chinese font; undefined when there is none to be had. */
export function provideBrowser() {
  const found = findBrowser()
  const packages = [...(found ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (packages.length === 0) return found
  installPackages(packages)
  return findBrowser()
}

function hasChineseFont() {
  if (process.platform !== 'linux' || existsSync(FONT)) return true
  const list = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}
