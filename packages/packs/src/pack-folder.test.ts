import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRegistry } from '@mortise/core'
import { type AppDocumentAny, defineFieldType, emptyOptions, type FieldType, formatDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPack } from './load-pack.ts'
import { readPackFolder } from './read-pack-folder.ts'
import { writePackFolder } from './write-pack-folder.ts'

const app: AppDocumentAny = { kind: 'app', key: 'club', label: { zh: '俱乐部', en: 'Club' }, version: '1.0.0' }
const member: AppDocumentAny = {
  kind: 'entity',
  key: 'member',
  label: { zh: '会员', en: 'Member' },
  titleField: 'name',
  fields: [{ key: 'name', type: 'text', label: { zh: '姓名', en: 'Name' } }],
}
const view: AppDocumentAny = {
  kind: 'view',
  key: 'all_members',
  label: { zh: '全部会员', en: 'All members' },
  entity: 'member',
  type: 'list',
  options: { columns: [{ field: 'name' }] },
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mortise-pack-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}

const findings = async () =>
  (await readPackFolder(folder)).issues.map(({ code, file, pointer }) => [code, file, pointer])

describe('a pack folder', () => {
  it('gives back what was written', async () => {
    await writePackFolder(folder, [view, member, app])
    expect(await readdir(folder, { recursive: true })).toEqual(
      expect.arrayContaining(['app.json', 'entities/member.json', 'views/all_members.json']),
    )
    const contents = await readPackFolder(folder)
    expect(contents).toEqual({
      documents: [app, member, view],
      files: new Map([
        ['app/club', 'app.json'],
        ['entity/member', 'entities/member.json'],
        ['view/all_members', 'views/all_members.json'],
      ]),
      issues: [],
    })
  })

  it('is not touched when it already holds the documents', async () => {
    await writePackFolder(folder, [app, member])
    expect(await writePackFolder(folder, [member, app])).toEqual({ written: [], removed: [] })
  })

  it('loses the files of documents that are gone, and nothing else', async () => {
    await writePackFolder(folder, [app, member, view])
    await put('demo/01_member.ndjson', '{}')
    await put('README.md', '# Club')
    const changed = { ...member, icon: 'user' }
    expect(await writePackFolder(folder, [app, changed])).toEqual({
      written: ['entities/member.json'],
      removed: ['views/all_members.json'],
    })
    expect(await readFile(join(folder, 'entities/member.json'), 'utf8')).toBe(formatDocument(changed))
    expect(await findings()).toEqual([])
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['demo', 'README.md']))
  })

  it('never writes outside itself', async () => {
    const hostile = { ...member, key: '../../evil' } as AppDocumentAny
    await expect(writePackFolder(folder, [hostile])).rejects.toMatchObject({ code: 'PACK_KEY_NO_FILE_NAME' })
  })
})

describe('reading a pack folder finds', () => {
  beforeEach(() => writePackFolder(folder, [app, member]))

  it('bad JSON, by line and column', async () => {
    await put('views/x.json', '{\n  "kind": "view",,\n}')
    const [issue] = (await readPackFolder(folder)).issues
    expect(issue).toMatchObject({
      code: 'PACK_JSON',
      file: 'views/x.json',
      severity: 'error',
      message: {
        zh: '第 2 行第 18 列不是有效的 JSON：这里应是带双引号的键。',
        en: 'Not valid JSON at line 2, column 18: A key in double quotes is expected here.',
      },
    })
  })

  it('a kind or a key that does not fit folder and file name', async () => {
    await put('views/member.json', formatDocument(member))
    await put('entities/person.json', formatDocument({ ...member, key: 'human' } as AppDocumentAny))
    expect(await findings()).toEqual([
      ['PACK_KEY_ELSEWHERE', 'entities/person.json', '/key'],
      ['PACK_KIND_ELSEWHERE', 'views/member.json', '/kind'],
    ])
  })

  it('files that are no text, and files that belong nowhere', async () => {
    await put('views/x.json', new Uint8Array([0x22, 0xff, 0x22]))
    await put('entites/member.json', '{}')
    await put('views/notes.txt', 'x')
    expect(await findings()).toEqual([
      ['PACK_FILE_UNKNOWN', 'entites', ''],
      ['PACK_FILE_UNKNOWN', 'views/notes.txt', ''],
      ['PACK_ENCODING', 'views/x.json', ''],
    ])
  })

  it('a missing app.json', async () => {
    await rm(join(folder, 'app.json'))
    expect(await findings()).toEqual([['PACK_APP_MISSING', 'app.json', '']])
  })

  it('nothing where no folder is, and says so', async () => {
    await expect(readPackFolder(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'PACK_FOLDER_UNREADABLE' })
  })
})

describe('loading a pack', () => {
  const fieldTypes = createRegistry<FieldType>('field type', fewFieldTypes())

  it('gives the documents of a valid one', async () => {
    await writePackFolder(folder, [app, member, view])
    expect(await loadPack(folder, { fieldTypes })).toMatchObject({ documents: [app, member, view], issues: [] })
  })

  it('names the file of each finding and gives no documents', async () => {
    await writePackFolder(folder, [app, member, { ...view, entity: 'members' } as AppDocumentAny])
    const { documents, issues } = await loadPack(folder, { fieldTypes })
    expect(documents).toBeNull()
    expect(issues).toMatchObject([
      {
        code: 'REFERENCE_UNKNOWN',
        file: 'views/all_members.json',
        pointer: '/entity',
        fix: { en: 'Did you mean "member"?' },
      },
    ])
  })

  it('says once that app.json is missing or cannot be read', async () => {
    await writePackFolder(folder, [app, member])
    await put('app.json', '{')
    expect((await loadPack(folder, { fieldTypes })).issues.map(({ code }) => code)).toEqual(['PACK_JSON'])
    await rm(join(folder, 'app.json'))
    expect((await loadPack(folder, { fieldTypes })).issues.map(({ code }) => code)).toEqual(['PACK_APP_MISSING'])
  })
})

/** Types of the fields used here and of the system fields. */
function fewFieldTypes(): FieldType[] {
  return ['text', 'id', 'integer', 'datetime', 'person', 'department'].map((type) =>
    defineFieldType({
      type,
      label: { zh: type, en: type },
      description: { zh: type, en: type },
      group: 'text',
      options: emptyOptions,
      value: () => Type.String(),
      title: true,
      samples: { valid: [], invalid: [] },
    }),
  ) as FieldType[]
}
