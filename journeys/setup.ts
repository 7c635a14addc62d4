import { buildWeb } from '../scripts/web.mjs'
import { setup } from '../scripts/database/test-setup.ts'
import { makeTemplate } from './product.ts'

/** Once a run of journeys: the web app is built, a throw-away PostgreSQL stands ready, and the demonstration in it. Playwright calls what is returned at the end. */
export default async function prepare(): Promise<() => Promise<void>> {
  buildWeb()
  const end = await setup()
  const forget = process.env['WEIDAI_JOURNEY_PRODUCT'] === undefined ? await makeTemplate() : () => undefined
  return async () => {
    forget()
    await end()
  }
}
