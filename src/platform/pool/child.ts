import { InvalidInput, Refusal } from '#kernel'

/** What the parent sends: which exported function of which module, with what. */
export interface Order {
  readonly module: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly input: unknown
}

/** What comes back. A refusal crosses as data; anything else thrown is a bug of the task. */
export type Report =
  | { readonly result: unknown }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly at?: string; readonly value?: unknown; readonly expected?: string }; readonly status: number }
  | { readonly bug: string }

type Task = (bytes: Buffer, input: unknown) => unknown

process.once('message', (order: Order) => {
  void work(order).then((report) => process.send?.(report, () => process.disconnect()))
})

async function work({ module, name, bytes, input }: Order): Promise<Report> {
  try {
    const task = ((await import(module)) as Record<string, unknown>)[name]
    if (typeof task !== 'function') return { bug: `${module} exports no function ${name}` }
    return { result: await (task as Task)(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), input) }
  } catch (error) {
    if (error instanceof Refusal) {
      const { errors: _, ...refusal } = error instanceof InvalidInput ? error.toJSON() : { ...error.toJSON(), errors: undefined }
      return { refusal, status: error.status }
    }
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
