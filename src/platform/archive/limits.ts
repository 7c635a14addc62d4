/** What a file may be at most. A spreadsheet of 1.5 KB can ask for gigabytes, so every reader counts while it reads. */
export const LIMITS = {
  fileBytes: 50 * 1024 * 1024,
  inflatedBytes: 50 * 1024 * 1024,
  ratio: 100,
  /** Below this size a high ratio does no harm: repeated cells compress well. */
  ratioFrom: 1024 * 1024,
  entries: 200,
  rows: 200_000,
  columns: 256,
  strings: 500_000,
  cell: 32_767,
  merges: 2000,
  sheets: 50,
  record: 100_000,
} as const
