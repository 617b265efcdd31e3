import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A server in a process of its own, as its users start it. */
export interface ServerProcess {
  address: string
  /** Halts it in the middle of whatever it does, and lets it go on. */
  halt(): void
  resume(): void
  /** Ends it as a failure of power would. */
  kill(): Promise<void>
}

/** Starts the program on a free port; the answer comes when it is ready. */
export async function startProcess(env: { [name: string]: string }): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mortise-process-'))
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', PACKS: '', DEMO: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
  })
  const kill = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await gone
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const address = await addressOf(child)
    return { address, kill, halt: () => child.kill('SIGSTOP'), resume: () => child.kill('SIGCONT') }
  } catch (error) {
    await kill()
    throw error
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /➜\s+(http:\S+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}: ${said}`)))
  })
}
