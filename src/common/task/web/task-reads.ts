import { api } from '#ui'

/** Reads that a move of a task makes old. */
export const TASK_READS: readonly string[] = [api.tasks(), api.floor(), api.inbox(), api.today()]
