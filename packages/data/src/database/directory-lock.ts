import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseErrors } from './database-errors.ts'

interface Holder {
  pid: number
  /** When the process started, in the kernel's own units; tells it from a later process with the same number. */
  startedAt: string | null
}

/**
 * Takes the data directory for this process. Two processes on one embedded database lose each other's rows without
 * any error, so this must hold: the file appears by an atomic link, and is taken over only from a process that is gone.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true })
  const file = join(directory, 'mortise.lock')
  const own = `${file}.${process.pid}`
  await writeFile(own, JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) } satisfies Holder))
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await linked(own, file)) return () => rm(file, { force: true })
      const holder = await readHolder(file)
      if (holder && (await isRunning(holder)))
        throw databaseErrors.DATA_DIRECTORY_LOCKED({ directory, pid: holder.pid })
      await rename(file, `${own}.stale`).catch(() => {})
    }
    throw databaseErrors.DATA_DIRECTORY_LOCKED({ directory, pid: '?' })
  } finally {
    await rm(own, { force: true })
    await rm(`${own}.stale`, { force: true })
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

async function isRunning({ pid, startedAt }: Holder): Promise<boolean> {
  if (pid === process.pid) return startedAt === (await startOf(pid))
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = await startOf(pid)
  return startedAt === null || now === null || now === startedAt
}

/** Field 22 of /proc/<pid>/stat; null where there is no /proc. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}
