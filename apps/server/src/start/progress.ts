import { AppError } from '@mortise/core'

/** Lines about the start on the terminal, Chinese first. */
export interface Progress {
  step(zh: string, en: string): void
  line(text: string): void
}

/** Writes to standard output. */
export function createProgress(write: (text: string) => void = (text) => process.stdout.write(text)): Progress {
  return {
    step: (zh, en) => write(`  ${zh} / ${en}\n`),
    line: (text) => write(`${text}\n`),
  }
}

/** One sentence in each language for a fault that an operator can mend; anything else with its stack. */
export function describeFault(error: unknown): string {
  if (error instanceof AppError) return `${error.messageIn('zh')}\n${error.messageIn('en')}\n`
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
}
