import { AppError, createRegistry } from '@mortise/core'
import type { AppDocumentAny, FieldType } from '@mortise/metadata'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { loadPack } from './load-pack.ts'
import { archiveSource, writePackArchive } from './pack-archive.ts'

const words = (text: string) => ({ zh: text, en: text })
const documents: AppDocumentAny[] = [
  { kind: 'page', key: 'start', label: words('Start'), blocks: [] },
  { kind: 'app', key: 'shop', label: words('Shop'), version: '1.0.0', home: 'start' },
]
const fieldTypes = createRegistry<FieldType>('field type', [])
const load = async (bytes: Uint8Array) => await loadPack(archiveSource(bytes), { fieldTypes })
const codeOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return (error as AppError).code
  }
}

describe('a pack as an archive', () => {
  it('comes back as it was, and has the same bytes whatever the order', async () => {
    const bytes = writePackArchive(documents)
    expect(writePackArchive(documents.toReversed())).toEqual(bytes)
    const { documents: read, issues } = await load(bytes)
    expect(issues).toEqual([])
    expect(read).toEqual(documents.toReversed())
  })

  it('may be inside a folder, with what file managers add', async () => {
    const files = {
      '__MACOSX/shop/._app.json': strToU8('x'),
      'shop/app.json': strToU8(JSON.stringify(documents[1])),
      'shop/README.md': strToU8('notes'),
      'shop/pages/start.json': strToU8(JSON.stringify(documents[0])),
      'shop/demo/01_order.ndjson': strToU8('{}'),
    }
    const { documents: read, issues } = await load(zipSync(files))
    expect(issues).toEqual([])
    expect(read).toHaveLength(2)
  })

  it('says which file is wrong, where, and what to do', async () => {
    const files = {
      'app.json': strToU8(JSON.stringify({ ...documents[1], version: 'one' })),
      'pages/start.json': strToU8('{"kind": "page",}'),
      'macros/x.json': strToU8('{}'),
      '../../etc/passwd': strToU8('x'),
    }
    const { documents: read, issues } = await load(zipSync(files))
    expect(read).toBe(null)
    expect(issues.map(({ code, file, pointer }) => [code, file, pointer])).toEqual([
      ['PACK_FILE_UNKNOWN', 'macros', ''],
      ['PACK_JSON', 'pages/start.json', ''],
      ['SHAPE_PATTERN', 'app.json', '/version'],
    ])
    for (const { fix } of issues) expect(fix.zh && fix.en).toBeTruthy()
  })

  it('is refused when it is none, or when it would fill the memory', () => {
    expect(codeOf(() => archiveSource(strToU8('no zip')))).toBe('PACK_ARCHIVE_INVALID')
    const large = zipSync({ 'app.json': [new Uint8Array(101_000_000), { level: 9 }] })
    expect(large.byteLength).toBeLessThan(200_000)
    expect(codeOf(() => archiveSource(large))).toBe('PACK_ARCHIVE_TOO_LARGE')
  })

  it('never throws anything but a refusal, whatever it is given', async () => {
    const sound = writePackArchive(documents)
    const place = fc.nat(sound.byteLength - 1)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = sound.slice()
        for (const [at, value] of changes) bytes[at] = value
        await load(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(AppError))
      }),
      { numRuns: 300 },
    )
  })
})
