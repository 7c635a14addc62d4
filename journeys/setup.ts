import { buildWeb } from '../scripts/web.mjs'
import { setup } from '../scripts/database/test-setup.ts'

/** Once a run of journeys: the web app is built, and a throw-away PostgreSQL stands ready. Playwright calls what is returned at the end. */
export default async function prepare(): Promise<() => Promise<void>> {
  buildWeb()
  return setup()
}
