import { Refusal } from '#kernel'

/** Exit codes of the command line: done, understood and refused, wrong use. */
export const EXIT = { done: 0, refused: 1, wrongUse: 2 } as const

const LARGEST_INPUT = 64 * 1024 * 1024

/**
 * Reads JSON from standard input and prints what `compute` makes of it. An array of objects gives an array of results:
 * one refusal does not stop the others, so the whole still counts as done.
 */
export async function answerJson(compute: (input: unknown) => unknown): Promise<number> {
  if (process.stdin.isTTY) return wrongUse('此命令从标准输入读取 JSON，例如：npm run -s weidai -- schedule < 文件.json')
  return answer(async () => {
    const input = parse(await readInput())
    if (input instanceof NotJson) return input
    if (!Array.isArray(input)) return compute(input)
    const results: unknown[] = []
    for (const one of input as unknown[]) results.push(await refusalAsValue(() => compute(one)))
    return results
  })
}

/** Prints the result of `work` as JSON; a refusal is printed as `{"refusal": …}` and ends with exit code 1. */
export async function answer(work: () => unknown): Promise<number> {
  try {
    const result = await work()
    if (result instanceof NotJson) return wrongUse(result.message)
    await print(result)
    return EXIT.done
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await print({ refusal: error.toJSON() })
    return EXIT.refused
  }
}

/** Says on standard error how the command is used. */
export function wrongUse(message: string): number {
  process.stderr.write(`${message}\n`)
  return EXIT.wrongUse
}

class NotJson {
  readonly message: string
  constructor(reason: string) {
    this.message = `标准输入不是有效的 JSON：${reason}`
  }
}

async function refusalAsValue(work: () => unknown): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.toJSON() }
    throw error
  }
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_INPUT) {
      throw new Refusal({ code: 'input.too-large', message: '输入超过 64 MB', at: '', expected: '不超过 64 MB 的 JSON；请分批处理' })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch (error) {
    return new NotJson(error instanceof Error ? error.message : String(error))
  }
}

function print(result: unknown): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(result)}\n`, () => resolve()))
}
