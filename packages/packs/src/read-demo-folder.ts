import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packErrors } from './errors.ts'

/** The records of one table, as they are written in `<nn>_<entity>.ndjson`. */
export interface DemoFile {
  file: string
  entity: string
  records: unknown[]
}

/** `people.json`: the company that the demo shows. Keys are what demo records refer to. */
export interface DemoPeople {
  departments: { key: string; name: { zh: string; en: string }; parent: string | null; head?: string | null }[]
  people: {
    key: string
    name: string
    email: string
    department: string | null
    manager?: string | null
    /** `crm/sales` */
    roles: string[]
    /** Set for those whose login is shown to visitors: what they are. */
    login?: { zh: string; en: string }
  }[]
  password: string
}

/** One of `instances.ndjson`: a process that somebody started about a record, and what others then did about it. */
export interface DemoInstance {
  process: string
  record: string
  by: string
  at: string
  /** In order of time; each is done by whoever is asked then. */
  acts: { at: string; do: 'approve' | 'reject'; comment?: string; reason?: string }[]
}

/** The folder `demo` of a pack. */
export interface DemoFolder {
  people: DemoPeople
  files: DemoFile[]
  /** As they are written: with placeholders. */
  instances: unknown[]
}

/** The demo data of a pack, or null when it has none. */
export async function readDemoFolder(folder: string): Promise<DemoFolder | null> {
  const names = await readdir(join(folder, 'demo')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!names) return null
  const read = async (name: string) => await readFile(join(folder, 'demo', name), 'utf8')
  const files = names.filter((name) => /^\d+_[a-z][a-z0-9_]*\.ndjson$/.test(name)).sort()
  const instances = 'instances.ndjson'
  return {
    instances: names.includes(instances) ? parseLines(await read(instances), `demo/${instances}`) : [],
    people: parse(await read('people.json'), 'demo/people.json') as DemoPeople,
    files: await Promise.all(
      files.map(async (name) => ({
        file: `demo/${name}`,
        entity: name.replace(/^\d+_/, '').replace('.ndjson', ''),
        records: parseLines(await read(name), `demo/${name}`),
      })),
    ),
  }
}

function parseLines(text: string, file: string): unknown[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parse(line, `${file}:${index + 1}`)]))
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw packErrors.DEMO_UNREADABLE({ place, reason: (error as Error).message })
  }
}
