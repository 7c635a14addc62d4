// Plain JavaScript that runs on Node 20 with nothing installed.
import { existsSync } from 'node:fs'
import { installPackages } from './apt.mjs'

const PLACES = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice']

/** The LibreOffice that works workbooks out: where it lies, or null on a machine without it. */
export function findOffice() {
  return PLACES.find((place) => existsSync(place)) ?? null
}

/** Finds LibreOffice or, as root on Debian, installs its spreadsheet; null when there is none to be had. */
export function provideOffice() {
  if (findOffice() === null) installPackages(['libreoffice-calc-nogui'])
  return findOffice()
}
